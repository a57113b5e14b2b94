package io.skelspark.source.estimator;

import io.skelspark.pickle.BrokenPickleException;
import io.skelspark.pickle.NpyFile;
import io.skelspark.source.MalformedRecordException;
import io.skelspark.source.detection.PoseFormat;
import io.skelspark.source.detection.RecordingReader;
import io.skelspark.source.detection.Unit;
import io.skelspark.storage.InputFile;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/**
 * Files of one NumPy array of joints without scores ({@code .npy}), as MotionBERT, VideoPose3D and others write them:
 * (T, V, C) of one person, or (M, T, V, C) of several. A person whose joints are all zero is not in the frame.
 *
 * @param unit unit of the coordinates, which the file does not tell
 * @shape (T, V, C) or (M, T, V, C), float16, float32 or float64
 * @source VideoPose3D, run.py; MotionBERT, infer_wild.py
 */
public record NumpyJoints(Unit unit) implements PoseFormat {
    @Override
    public boolean accepts(String name) {
        return name.endsWith(".npy");
    }

    @Override
    public boolean recognizes(String name, byte[] start) {
        return accepts(name) && NpyFile.starts(start);
    }

    @Override
    public List<RecordingReader> open(String path, Configuration hadoop) throws IOException, MalformedRecordException {
        InputFile file = InputFile.existing(path, "an array of joints", hadoop);
        try (NpyFile array = NpyFile.open(file.open(), file.name(), file.length())) {
            return List.of(new ArrayFrames(FileStem.of(path), unit, null, file.name(), array.array()));
        } catch (BrokenPickleException damaged) {
            throw new MalformedRecordException(
                    "array of " + file.name(), String.valueOf(damaged.getMessage()), "a sound file of numpy.save");
        }
    }
}
