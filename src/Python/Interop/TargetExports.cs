using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GiftGrab.Interop;

/// <summary>Exports of targets.</summary>
internal static unsafe class TargetExports
{
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static int Open(byte* codec, byte* path, byte* rate, byte** options, int count, long* handle)
    {
        try
        {
            ExportedTarget target = TargetChoices.OpenFile(
                CodecNames.Parse(Utf8.Read(codec)), Utf8.Read(path), FrameRate.Parse(Utf8.Read(rate)), new OptionList(options, count));
            *handle = HandleTable.Add(target);
            return 0;
        }
        catch (Exception exception)
        {
            return LastError.Keep(exception);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static int OpenStream(
        byte* codec, delegate* unmanaged[Cdecl]<long, byte*, long, int> write, long context, byte* rate, byte** options, int count, long* handle)
    {
        try
        {
            var stream = new HostStream(write, context);
            *handle = HandleTable.Add(TargetChoices.OpenStream(
                CodecNames.Parse(Utf8.Read(codec)), stream, FrameRate.Parse(Utf8.Read(rate)), new OptionList(options, count)));
            return 0;
        }
        catch (Exception exception)
        {
            return LastError.Keep(exception);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static int OpenPackets(
        byte* codec, delegate* unmanaged[Cdecl]<long, byte*, long, int, long, int> take, long context, byte* rate, byte** options, int count, long* handle)
    {
        try
        {
            var packets = new HostPackets(take, context);
            *handle = HandleTable.Add(TargetChoices.OpenPackets(
                CodecNames.Parse(Utf8.Read(codec)), packets, FrameRate.Parse(Utf8.Read(rate)), new OptionList(options, count)));
            return 0;
        }
        catch (Exception exception)
        {
            return LastError.Keep(exception);
        }
    }

    /// <summary>Copies a picture and hands it to the encoder.</summary>
    /// <param name="handle">A target.</param>
    /// <param name="format">The pixel format's name.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="pixels">Rows and planes one behind the other without a gap.</param>
    /// <param name="length">Bytes of the picture.</param>
    /// <param name="timestamp">Nanoseconds since the start; below 0: the next one at the nominal rate.</param>
    /// <param name="milliseconds">How long to wait for room in the queue.</param>
    /// <param name="isTaken">Whether it was handed over; where not, call again.</param>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static int Append(
        long handle, byte* format, int width, int height, byte* pixels, long length, long timestamp, int milliseconds, int* isTaken)
    {
        try
        {
            ExportedTarget target = HandleTable.Get<ExportedTarget>(handle);
            using VideoFrame frame = VideoFrame.CreatePacked(width, height, PixelFormat.Parse(Utf8.Read(format)));
            if (FrameLease.LengthOf(frame) != length)
            {
                throw new VideoTargetException(
                    $"{length} bytes are no picture of {width}x{height} in {frame.Format.Name}: {FrameLease.LengthOf(frame)} are needed.");
            }

            Buffer.MemoryCopy(pixels, (void*)frame.GetPointer(0), length, length);
            frame.Number = target.Appended;
            frame.Timestamp = timestamp >= 0 ? timestamp : target.NextTime();
            *isTaken = target.TryAppend(frame, mayDrop: false, TimeSpan.FromMilliseconds(milliseconds)) ? 1 : 0;
            return 0;
        }
        catch (Exception exception)
        {
            return LastError.Keep(exception);
        }
    }

    /// <summary>Finishes the file; the handle is gone once that is done, or failed.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static int Finish(long handle, int milliseconds, int* isDone)
    {
        *isDone = 0;
        try
        {
            Task finishing = HandleTable.Get<ExportedTarget>(handle).Finish();
            *isDone = Task.WaitAny([finishing], milliseconds) == 0 ? 1 : 0;
            if (*isDone != 0)
            {
                HandleTable.Remove(handle);
                finishing.GetAwaiter().GetResult();
            }

            return 0;
        }
        catch (Exception exception)
        {
            return LastError.Keep(exception);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static int Describe(long handle, TargetFacts* facts)
    {
        try
        {
            ExportedTarget target = HandleTable.Get<ExportedTarget>(handle);
            TargetFacts now = target.Recorder is { } recorder ? FactsOf(recorder.Statistics) : FactsOf(target.Target!);
            now.IsFinished = target.IsFinished ? 1 : 0;
            *facts = now;
            return 0;
        }
        catch (Exception exception)
        {
            return LastError.Keep(exception);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static int OpenRecorder(byte* codec, byte* fileName, byte* rate, byte** options, int count, long* handle)
    {
        try
        {
            *handle = HandleTable.Add(TargetChoices.OpenRecorder(
                CodecNames.Parse(Utf8.Read(codec)), Utf8.Read(fileName), FrameRate.Parse(Utf8.Read(rate)), new OptionList(options, count)));
            return 0;
        }
        catch (Exception exception)
        {
            return LastError.Keep(exception);
        }
    }

    /// <summary>Gives a recorder a command.</summary>
    /// <param name="handle">A recorder.</param>
    /// <param name="command">A line such as <c>STEP 5</c>.</param>
    /// <param name="buffer">Gets the answer, a JSON object.</param>
    /// <param name="capacity">Bytes that there is room for; the command is followed even where the answer has more.</param>
    /// <param name="needed">Bytes of the answer and the zero behind it.</param>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static int Control(long handle, byte* command, byte* buffer, int capacity, int* needed)
    {
        try
        {
            ExportedRecorder recorder = HandleTable.Get<ExportedTarget>(handle).Recorder
                ?? throw new VideoTargetException("A writer of one file takes no commands; a controlled recorder does.");
            *needed = Utf8.Write(recorder.Follow(Utf8.Read(command)), buffer, capacity);
            return 0;
        }
        catch (Exception exception)
        {
            return LastError.Keep(exception);
        }
    }

    private static TargetFacts FactsOf(VideoTarget target)
    {
        TargetStatistics now = target.Statistics;
        LatencySummary latency = target.Latency ?? new LatencySummary(0, -1, -1, -1);
        return new TargetFacts
        {
            Received = now.Received,
            Dropped = now.Dropped,
            Waiting = now.Waiting,
            Encoded = now.Encoding.Frames,
            Repeated = now.Encoding.RepeatedFrames,
            Skipped = now.Encoding.SkippedFrames,
            Bytes = now.Output.Bytes,
            Missed = target.MissedFrames,
            LatencyP50 = latency.P50,
            LatencyP95 = latency.P95,
            LatencyP99 = latency.P99,
        };
    }

    private static TargetFacts FactsOf(RecorderStatistics now) => new()
    {
        Received = now.Received,
        Dropped = now.Dropped,
        Waiting = checked((int)now.Waiting),
        Encoded = now.Encoded,
        Skipped = now.Skipped,
        Missed = now.Missed,
        LatencyP50 = -1,
        LatencyP95 = -1,
        LatencyP99 = -1,
    };
}
