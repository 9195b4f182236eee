namespace GiftGrab.Benchmarks.Reliability;

/// <summary>What players make of a file that holds a recorded test pattern.</summary>
/// <param name="Fault">Why it does not play; <see langword="null"/> where it does.</param>
/// <param name="Frames">Pictures that <c>ffmpeg</c> decodes.</param>
/// <param name="End">The end of the last picture, in seconds of the source, as the picture itself says.</param>
internal sealed record Playback(string? Fault, long Frames, double End)
{
    /// <summary>Plays a file with <c>ffmpeg</c>, without any repair, and with the library.</summary>
    public static Playback Of(string path, FrameRate rate)
    {
        if (!File.Exists(path))
        {
            return new Playback("there is no file", 0, 0);
        }

        (int code, string text) = Command.Run("ffprobe", "-v", "error", "-count_frames", "-select_streams", "v:0", "-show_entries", "stream=nb_read_frames", "-of", "csv=p=0", path);
        if (code != 0 || !long.TryParse(text.Split('\n')[0].Trim(','), out long frames) || frames == 0)
        {
            return new Playback($"ffprobe: {text.Trim()}", 0, 0);
        }

        (code, text) = Command.Run("ffmpeg", "-v", "error", "-nostdin", "-xerror", "-i", path, "-map", "0", "-f", "null", "-");
        (long last, string? fault) = ReadPattern(path);
        fault = code != 0 ? $"ffmpeg: {text.Trim()}" : fault;
        return new Playback(fault, frames, rate.TimeOf(last + 1) / 1e9);
    }

    private static (long Last, string? Fault) ReadPattern(string path)
    {
        using var end = new ManualResetEventSlim();
        using FileReader reader = VideoSourceFactory.CreateFileReader(path);
        var observer = new PatternObserver(end);
        reader.Attach(observer);
        reader.Start();
        end.Wait();
        return (observer.Last, observer.Fault);
    }

    private sealed class PatternObserver(ManualResetEventSlim end) : IObserver<VideoFrame>
    {
        public long Last { get; private set; } = -1;

        public string? Fault { get; private set; }

        public void OnNext(VideoFrame value)
        {
            // AVI has a constant rate: where a frame was dropped, the one before it is shown again.
            if (!PatternReader.TryRead(value, out long number, out _))
            {
                Fault ??= $"picture {value.Number} cannot be read";
            }
            else if (number < Last)
            {
                Fault ??= $"picture {value.Number} is frame {number}, after frame {Last}";
            }
            else
            {
                Last = number;
            }
        }

        public void OnCompleted() => end.Set();

        public void OnError(Exception error)
        {
            Fault ??= error.Message;
            end.Set();
        }
    }
}
