import { request } from "node:http";
import { expect, test } from "vitest";
import { startVault } from "./start-vault.ts";
import { treeVault } from "./tree-vault.ts";

test.each(["/api/", "/api", "/API/?x=1"])(
  "GET %s is a page without a key, which from 9.6 leads to the manual",
  async (path) => {
    const vault = await startVault(treeVault);

    const answer = await vault.request("GET", path, { key: "" });

    expect(answer.status).toBe(200);
    expect(answer.headers["content-type"]).toMatch(/^text\/html/);
    expect(answer.text).toContain("window.location.href = '/help/manuals/api/index.html';");
    expect(answer.text).not.toContain("Build");
  },
);

test.each([
  ["9.5 (Build 9500)", "9.5", "9500"],
  ["9.3 (Build 9200)", "9.3", "9200"],
  ["8.9 (Build 8996)", "8.9", "8996"],
])("before 9.6 the page names version %s in a line of its own", async (version, number, build) => {
  const vault = await startVault({ ...treeVault, version });

  const answer = await vault.request("GET", "/api/");

  const line = answer.text.split(/\r?\n/).find((one) => one.includes("<span>V</span>"));
  expect(/>(\d\.\d) \(Build (.+)\)</.exec(line ?? "")?.slice(1)).toEqual([number, build]);
});

test.each(["9.6 (Build 9600)", "9.10 (Build 9900)", "10.0 (Build 10000)"])(
  "version %s shows no version",
  async (version) => {
    const vault = await startVault({ ...treeVault, version });

    expect((await vault.request("GET", "/api/")).text).toContain("/help/manuals/api/index.html");
  },
);

test.each([
  ["GET", "/winapi/"],
  ["GET", "/winapi"],
  ["GET", "/WinAPI/passwordlists/"],
  ["GET", "/winapi/passwords/3318?QueryAll"],
  ["POST", "/winapi/passwords"],
  ["PUT", "/winapi"],
  ["DELETE", "/winapi/nothing/here"],
])("%s %s is a challenge for Negotiate and NTLM, whatever key comes along", async (method, path) => {
  const vault = await startVault(treeVault);

  const answer = await vault.request(method, path);

  expect(answer.status).toBe(401);
  expect(answer.headers["content-type"]).toMatch(/^text\/html/);
  expect(answer.headers["www-authenticate"]).toBe("Negotiate, NTLM");
  expect(vault.reason()).toContain("Windows sign-in (Negotiate, NTLM), which is not implemented by fauxvault");
});

test("the challenge comes as two headers, as IIS sends it", async () => {
  const vault = await startVault(treeVault);

  const raw = await new Promise<string[]>((resolve, reject) => {
    const asked = request(`${vault.url}/winapi/passwordlists`, { agent: false }, (response) => {
      response.resume();
      resolve(response.rawHeaders);
    });
    asked.on("error", reject);
    asked.end();
  });

  const values = raw.filter((_, at) => raw[at - 1]?.toLowerCase() === "www-authenticate");
  expect(values).toEqual(["Negotiate", "NTLM"]);
});

test("an answer to the challenge gets another one: there is nothing behind it", async () => {
  const vault = await startVault(treeVault);
  const headers = { Authorization: "NTLM TlRMTVNTUAABAAAAB4IIogAAAAAAAAAAAAAAAAAAAAA=" };

  expect((await vault.request("GET", "/winapi/passwordlists", { headers })).status).toBe(401);
});

test("a path that only begins like the Windows Integrated API is an unknown one", async () => {
  const vault = await startVault(treeVault);

  expect((await vault.request("GET", "/winapis/passwords")).status).toBe(404);
});
