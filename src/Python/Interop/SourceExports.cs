using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GiftGrab.Interop;

/// <summary>Exports of sources.</summary>
internal static unsafe class SourceExports
{
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static int Open(byte* address, byte** options, int count, long* handle)
    {
        try
        {
            *handle = SourceChoices.Open(Utf8.Read(address), new OptionList(options, count)).Handle;
            return 0;
        }
        catch (Exception exception)
        {
            return LastError.Keep(exception);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static int Start(long handle)
    {
        try
        {
            HandleTable.Get<ExportedSource>(handle).Source.Start();
            return 0;
        }
        catch (Exception exception)
        {
            return LastError.Keep(exception);
        }
    }

    /// <summary>Stops and frees the source; the handle is gone once that is done.</summary>
    /// <param name="handle">A source.</param>
    /// <param name="milliseconds">How long to wait; below 0: not at all, and what remains is done without the caller.</param>
    /// <param name="isDone">Whether it is done; where not, call again.</param>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static int Close(long handle, int milliseconds, int* isDone)
    {
        try
        {
            Task closing = HandleTable.Get<ExportedSource>(handle).Close();
            bool isLeftAlone = milliseconds < 0;
            *isDone = isLeftAlone || Task.WaitAny([closing], milliseconds) == 0 ? 1 : 0;
            if (isLeftAlone)
            {
                closing.ContinueWith(_ => HandleTable.Remove(handle), TaskScheduler.Default);
            }
            else if (*isDone != 0)
            {
                HandleTable.Remove(handle);
            }

            return 0;
        }
        catch (Exception exception)
        {
            return LastError.Keep(exception);
        }
    }

    private static void AddLife(VideoSource source, bool hasEnded, SourceFacts* facts)
    {
        if (source is LiveSource live)
        {
            facts->Missed = live.MissedFrames;
            facts->State = (int)live.State;
            facts->Losses = live.Gaps.Count + (live.PresentLoss is null ? 0 : 1);
        }
        else
        {
            facts->State = (int)(hasEnded ? LiveState.Stopped : source.IsRunning ? LiveState.Running : LiveState.Starting);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static int Describe(long handle, SourceFacts* facts)
    {
        try
        {
            ExportedSource exported = HandleTable.Get<ExportedSource>(handle);
            VideoSource source = exported.Source;
            *facts = new SourceFacts
            {
                Width = source.Width,
                Height = source.Height,
                RateNumerator = source.FrameRate.Numerator,
                RateDenominator = source.FrameRate.Denominator,
                IsRunning = source.IsRunning ? 1 : 0,
                HasEnded = exported.HasEnded ? 1 : 0,
                IsLive = source.IsLive ? 1 : 0,
                Waiting = exported.Attachment.Waiting,
                Received = exported.Attachment.Received,
                Delivered = exported.Attachment.Delivered,
                Dropped = exported.Attachment.Dropped,
            };
            AddLife(source, exported.HasEnded, facts);
            return 0;
        }
        catch (Exception exception)
        {
            return LastError.Keep(exception);
        }
    }

    /// <summary>Sets who gets frames, in order: below 0 the number of a batch of the host, negated; else a target.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static int SetPlan(long handle, long* steps, int count)
    {
        try
        {
            HandleTable.Get<ExportedSource>(handle).SetPlan(new ReadOnlySpan<long>(steps, count));
            return 0;
        }
        catch (Exception exception)
        {
            return LastError.Keep(exception);
        }
    }

    /// <summary>Waits until a delivery that runs now has ended.</summary>
    /// <param name="handle">A source.</param>
    /// <param name="milliseconds">How long to wait.</param>
    /// <param name="isDone">1 where it has, 0 where not, 2 where it runs on this very thread and is not waited for.</param>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static int WaitForDelivery(long handle, int milliseconds, int* isDone)
    {
        try
        {
            ExportedSource source = HandleTable.Get<ExportedSource>(handle);
            *isDone = source.IsDeliveringHere ? 2 : source.WaitForDelivery(TimeSpan.FromMilliseconds(milliseconds)) ? 1 : 0;
            return 0;
        }
        catch (Exception exception)
        {
            return LastError.Keep(exception);
        }
    }

    /// <summary>Waits for the next frame; the handle in <paramref name="facts"/> is 0 where none came in time.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static int GetFrame(long handle, int milliseconds, FrameFacts* facts)
    {
        try
        {
            *facts = default;
            ExportedSource exported = HandleTable.Get<ExportedSource>(handle);
            if (TryGetFrame(exported.Source, milliseconds) is { } frame)
            {
                using (frame)
                {
                    VideoFrame packed = frame.ToPacked(exported.Format ?? frame.Format);
                    *facts = FrameLease.Describe(packed);
                }
            }

            return 0;
        }
        catch (Exception exception)
        {
            return LastError.Keep(exception);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static int SetSubFrame(long handle, int x, int y, int width, int height)
    {
        try
        {
            HandleTable.Get<ExportedSource>(handle).Source.SetSubFrame(x, y, width, height);
            return 0;
        }
        catch (Exception exception)
        {
            return LastError.Keep(exception);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static int GetFullFrame(long handle)
    {
        try
        {
            HandleTable.Get<ExportedSource>(handle).Source.GetFullFrame();
            return 0;
        }
        catch (Exception exception)
        {
            return LastError.Keep(exception);
        }
    }

    private static VideoFrame? TryGetFrame(VideoSource source, int milliseconds)
    {
        try
        {
            return source.GetFrame(TimeSpan.FromMilliseconds(milliseconds));
        }
        catch (VideoSourceException) when (source.IsRunning)
        {
            return null;
        }
    }
}
