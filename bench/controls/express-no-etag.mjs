// The same without the digest that Express makes of every body.
import express from "express";
import { readAnswer, serve } from "./serve.mjs";

const answer = JSON.parse(readAnswer().body);
const app = express();
app.set("etag", false);
app.get("/api/passwords/:id", (_request, response) => {
  response.json(answer);
});

await serve(app);
