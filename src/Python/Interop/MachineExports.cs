using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GiftGrab.Interop;

/// <summary>Exports that belong to no source or target.</summary>
internal static unsafe class MachineExports
{
    /// <summary>Writes what the last failed call of this thread said.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static int LastErrorMessage(byte* buffer, int capacity)
    {
        try
        {
            return Utf8.Write(LastError.Message, buffer, capacity);
        }
        catch (Exception)
        {
            return 0;
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static int SetCallbacks(void* deliver, void* thread, void* ended, void* targetFailed, void* log)
    {
        try
        {
            Host.Deliver = (delegate* unmanaged[Cdecl]<long, Delivery*, int, int>)deliver;
            Host.Thread = (delegate* unmanaged[Cdecl]<int, void>)thread;
            Host.Ended = (delegate* unmanaged[Cdecl]<long, int, byte*, void>)ended;
            Host.TargetFailed = (delegate* unmanaged[Cdecl]<long, long, int, byte*, void>)targetFailed;
            Host.Log = (delegate* unmanaged[Cdecl]<int, byte*, byte*, void>)log;
            GiftGrabLog.Factory = HostLogFactory.For(Host.Log is not null);
            return 0;
        }
        catch (Exception exception)
        {
            return LastError.Keep(exception);
        }
    }

    /// <summary>Calls the host no more, and waits for the calls that run.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static int EndCallbacks(int milliseconds, int* isDone)
    {
        try
        {
            *isDone = HostCalls.Close(TimeSpan.FromMilliseconds(milliseconds)) ? 1 : 0;
            return 0;
        }
        catch (Exception exception)
        {
            return LastError.Keep(exception);
        }
    }

    /// <summary>How many frames were not given back.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static long Outstanding() => MediaUnit.Outstanding;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static int Inspect(byte* path, MediaFacts* facts)
    {
        try
        {
            MediaInfo info = MediaInspector.Read(Utf8.Read(path));
            VideoStreamInfo video = info.Video ?? throw new VideoSourceException($"not a video: {info.Path} holds no pictures.");
            *facts = new MediaFacts
            {
                Duration = (info.Duration ?? video.Duration ?? TimeSpan.Zero).TotalSeconds,
                Frames = video.EstimatedFrameCount,
                Width = video.Width,
                Height = video.Height,
                RateNumerator = video.FrameRate.Numerator,
                RateDenominator = video.FrameRate.Denominator,
            };
            Utf8.Write(video.Codec, facts->Codec, 32);
            Utf8.Write(video.PixelFormat.Name, facts->PixelFormat, 32);
            return 0;
        }
        catch (Exception exception)
        {
            return LastError.Keep(exception);
        }
    }

    /// <summary>Writes what the command line's <c>devices --json</c> or <c>doctor --json</c> prints.</summary>
    /// <param name="what">devices or doctor.</param>
    /// <param name="buffer">Room for the text.</param>
    /// <param name="capacity">Bytes of room.</param>
    /// <param name="needed">How many bytes the whole text needs, its final zero included.</param>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static int Report(byte* what, byte* buffer, int capacity, int* needed)
    {
        try
        {
            *needed = Utf8.Write(MachineReport.Of(Utf8.Read(what)), buffer, capacity);
            return 0;
        }
        catch (Exception exception)
        {
            return LastError.Keep(exception);
        }
    }

    /// <summary>Gives a frame back.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static int Release(long frame)
    {
        try
        {
            (HandleTable.Remove(frame) as VideoFrame)?.Dispose();
            return 0;
        }
        catch (Exception exception)
        {
            return LastError.Keep(exception);
        }
    }
}
