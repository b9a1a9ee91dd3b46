// bundle.mjs PICTURES SITE: the composition and its pictures as a page to render. Not timed.
import { bundle } from "@remotion/bundler";
import { fileURLToPath } from "node:url";

const [publicDir, outDir] = process.argv.slice(2);
await bundle({ entryPoint: fileURLToPath(new URL("scene.jsx", import.meta.url)), publicDir, outDir });
