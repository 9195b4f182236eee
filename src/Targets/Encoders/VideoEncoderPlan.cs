using System.Globalization;
using System.Text;

namespace GiftGrab;

/// <summary>What an encoder does with a kind of picture: every setting in effect, for sidecars and for people.</summary>
public sealed record VideoEncoderPlan
{
    /// <summary>The codec.</summary>
    public required Codec Codec { get; init; }

    /// <summary>FFmpeg's name of the encoder.</summary>
    public required string Encoder { get; init; }

    /// <summary>The device that encodes; off for the processor.</summary>
    public HardwareAcceleration Hardware { get; init; }

    /// <summary>Why a better candidate was passed over, such as the device that was asked for; <see langword="null"/>: none was.</summary>
    public string? FallbackReason { get; init; }

    /// <summary>Columns.</summary>
    public required int Width { get; init; }

    /// <summary>Rows.</summary>
    public required int Height { get; init; }

    /// <summary>The pixel format of the frames that come in.</summary>
    public required PixelFormat SourceFormat { get; init; }

    /// <summary>The pixel format that is encoded.</summary>
    public required PixelFormat PixelFormat { get; init; }

    /// <summary>The nominal rate.</summary>
    public required FrameRate FrameRate { get; init; }

    /// <summary>Where presentation times come from.</summary>
    public required FrameTiming Timing { get; init; }

    /// <summary>What is held constant and at which value, such as <c>quality 23</c>, <c>bitrate 2000000</c>, <c>lossless</c>.</summary>
    public required string RateControl { get; init; }

    /// <summary>Whether decoding gives exactly the pixels that came in.</summary>
    public required bool IsLossless { get; init; }

    /// <summary>The most threads; 0: by the number of processors.</summary>
    public required int Threads { get; init; }

    /// <summary>The most frames from one key frame to the next; <see langword="null"/>: the encoder's own choice.</summary>
    public int? GopLength { get; init; }

    /// <summary>The encoder's options under FFmpeg's names, in the order in which they are set.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Settings { get; init; }

    /// <summary>The arguments that tell the <c>ffmpeg</c> command the same.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"-c:v {Encoder} -pix_fmt {PixelFormat} -r {FrameRate}");
        foreach ((string name, string value) in Settings)
        {
            text.Append(CultureInfo.InvariantCulture, $" -{name} {value}");
        }

        return text.ToString();
    }
}
