namespace GiftGrab.Tests;

/// <summary>Reads files in a process of its own, so that a crash inside FFmpeg is seen and not suffered.</summary>
/// <remarks>One path a line comes in; one line a file goes out: <c>frames N, damaged N</c>, or <c>error</c> and the sentence.</remarks>
internal static class Program
{
    public static void Main()
    {
        while (Console.ReadLine() is { } path)
        {
            Console.WriteLine(Read(path).ReplaceLineEndings("\\n"));
        }
    }

    private static string Read(string path)
    {
        string outcome;
        try
        {
            outcome = ReadWhole(path);
        }
        catch (GiftGrabException exception)
        {
            outcome = $"error {exception.Message}";
        }
        catch (Exception exception)
        {
            outcome = $"unexpected {exception}";
        }

        return MediaUnit.Outstanding == 0 ? outcome : $"leak of {MediaUnit.Outstanding} units: {outcome}";
    }

    private static string ReadWhole(string path)
    {
        using FileReader reader = VideoSourceFactory.Instance.CreateFileReader(path);
        reader.Audio?.Attach(new SoundCounter());
        FrameCollector seen = FrameCollector.Run(reader, onNext: frame => frame.ConvertTo(PixelFormat.Bgra));
        return seen.Error is null ? $"frames {seen.Frames.Count}, damaged {reader.DamagedPackets}"
            : seen.Error is GiftGrabException ? $"error {seen.Error.Message}"
            : $"unexpected {seen.Error}";
    }

    private sealed class SoundCounter : IObserver<AudioFrame>
    {
        public void OnNext(AudioFrame value)
        {
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }
    }
}
