// The benchmark's scene as a composition: the parts that are seen in a frame, laid over one another.
import React from "react";
import { AbsoluteFill, Composition, Img, registerRoot, staticFile, useCurrentFrame } from "remotion";

const Scene = ({ parts }) => {
  const frame = useCurrentFrame();
  return (
    <AbsoluteFill>
      {parts
        .filter((part) => part.first <= frame && frame <= part.last)
        .map((part) => (
          <Img key={part.file} src={staticFile(part.file)} style={{ position: "absolute", left: part.x, top: part.y }} />
        ))}
    </AbsoluteFill>
  );
};

registerRoot(() => (
  <Composition
    id="scene"
    component={Scene}
    defaultProps={{ parts: [], width: 2, height: 2, frames: 1 }}
    calculateMetadata={({ props }) => ({ durationInFrames: props.frames, width: props.width, height: props.height })}
    fps={30}
  />
));
