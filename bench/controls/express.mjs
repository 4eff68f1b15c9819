// The control that everybody would write: one route of Express, as it comes.
import express from "express";
import { readAnswer, serve } from "./serve.mjs";

const answer = JSON.parse(readAnswer().body);
const app = express();
app.get("/api/passwords/:id", (_request, response) => {
  response.json(answer);
});

await serve(app);
