// What a cold start is compared with: the shortest Express script that answers something.
import express from "express";

const app = express();
app.get("/api/passwords/:id", (_request, response) => {
  response.json([{ PasswordID: 1 }]);
});
const server = app.listen(0, "127.0.0.1", () => {
  const address = server.address();
  console.log(typeof address === "object" && address ? address.port : "");
});
