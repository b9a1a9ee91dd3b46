// render.mjs SITE PROPS CHROMIUM TARGET: the composition drawn and encoded, by the settings of the other peers.
import { renderMedia, selectComposition } from "@remotion/renderer";
import { readFileSync } from "node:fs";

const [serveUrl, props, browserExecutable, outputLocation] = process.argv.slice(2);
const inputProps = JSON.parse(readFileSync(props, "utf8"));
const common = { serveUrl, inputProps, browserExecutable, logLevel: "error" };
const composition = await selectComposition({ ...common, id: "scene" });
await renderMedia({
  ...common,
  composition,
  outputLocation,
  codec: "h264",
  x264Preset: "veryfast",
  crf: 24,
  concurrency: 2,
  muted: true,
});
process.exit(0);
