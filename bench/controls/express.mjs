// The control that everybody would write: routes of Express, as they come.
import express from "express";
import { readAnswers, serve } from "./serve.mjs";

const app = express();
for (const { route, body } of readAnswers()) {
  const answer = JSON.parse(body);
  app.all(route, (_request, response) => {
    response.json(answer);
  });
}

await serve(app);
