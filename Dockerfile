FROM node:20-slim AS build
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run build && npm prune --omit=dev

FROM node:20-slim
WORKDIR /fauxvault
COPY --from=build /build/package.json /build/LICENSE ./
COPY --from=build /build/node_modules node_modules
COPY --from=build /build/fixtures fixtures
COPY --from=build /build/dist dist
USER node
# Passwordstate, and the control API
EXPOSE 9119 9400
STOPSIGNAL SIGINT
ENTRYPOINT ["node", "dist/cli.js"]
# As everywhere, fauxvault binds to loopback unless told otherwise, and inside a container nobody reaches that. Who
# wants to share it says so, and gives the control API a token:
#   docker run -p 9119:9119 -p 9400:9400 fauxvault start --bind 0.0.0.0 --control-token "$TOKEN"
CMD ["start"]
