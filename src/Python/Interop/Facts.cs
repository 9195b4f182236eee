using System.Runtime.InteropServices;

namespace GiftGrab.Interop;

/// <summary>A frame, as <c>gg_frame</c> in <c>giftgrab.h</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct FrameFacts
{
    /// <summary>To release; 0 where there is no frame.</summary>
    public long Handle;
    public byte* Pixels;
    public long Length;
    public long Number;
    public long Timestamp;
    public int Width;
    public int Height;
}

/// <summary>A frame on its way through the host's observers, as <c>gg_delivery</c> in <c>giftgrab.h</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct Delivery
{
    public FrameFacts Frame;

    /// <summary>Whom it is for.</summary>
    public int Batch;

    /// <summary>Set by the host to 1 where it keeps the frame and will release it.</summary>
    public int IsKept;
}

/// <summary>A source, as <c>gg_source_facts</c> in <c>giftgrab.h</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct SourceFacts
{
    public int Width;
    public int Height;
    public int RateNumerator;
    public int RateDenominator;
    public int IsRunning;
    public int HasEnded;
    public int IsLive;
    public int Waiting;
    public long Received;
    public long Delivered;
    public long Dropped;
    public long Missed;

    /// <summary>A <see cref="LiveState"/>; of others, what fits.</summary>
    public int State;

    /// <summary>How often it was lost, until now.</summary>
    public int Losses;
}

/// <summary>A target, as <c>gg_target_facts</c> in <c>giftgrab.h</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct TargetFacts
{
    public long Received;
    public long Dropped;
    public long Encoded;
    public long Repeated;
    public long Skipped;
    public long Bytes;
    public int Waiting;
    public int IsFinished;
    public long Missed;

    /// <summary>Milliseconds from a live picture's arrival to the encoder; below 0 where none was measured.</summary>
    public double LatencyP50;
    public double LatencyP95;
    public double LatencyP99;
}

/// <summary>What a file says of itself, as <c>gg_media_facts</c> in <c>giftgrab.h</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct MediaFacts
{
    public double Duration;
    public long Frames;
    public int Width;
    public int Height;
    public int RateNumerator;
    public int RateDenominator;
    public fixed byte Codec[32];
    public fixed byte PixelFormat[32];
}
