namespace GiftGrab;

/// <summary>What a test pattern shows and how fast it comes.</summary>
public sealed record TestPatternOptions
{
    /// <summary>The fewest columns: narrower blocks of the number code would not survive an encoder.</summary>
    public const int MinimumWidth = 96;

    /// <summary>The fewest rows.</summary>
    public const int MinimumHeight = 64;

    /// <summary>The most columns and rows.</summary>
    public const int MaximumSize = 16_384;

    /// <summary>Columns, <see cref="MinimumWidth"/> to <see cref="MaximumSize"/>.</summary>
    public int Width { get; init; } = 1280;

    /// <summary>Rows, <see cref="MinimumHeight"/> to <see cref="MaximumSize"/>.</summary>
    public int Height { get; init; } = 720;

    /// <summary>Frames a second.</summary>
    public FrameRate FrameRate { get; init; } = new(30);

    /// <summary>The pixel format of the frames; painted in I420, any other is converted to.</summary>
    public PixelFormat Format { get; init; } = PixelFormat.I420;

    /// <summary>How many frames there are, 1 and up; <see langword="null"/>: no end.</summary>
    public long? FrameCount { get; init; }

    /// <summary>Whether there is sound: a beep of 1 kHz, 40 ms long, with the flash at each full second.</summary>
    public bool HasSound { get; init; }

    /// <summary>How fast frames are delivered; live, at their own times, where nothing is said.</summary>
    public Pace Pace { get; init; } = Pace.RealTime;

    /// <summary>The clock of pacing and capture times.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>The source's name in messages, counts and files.</summary>
    public string Name { get; init; } = "test";

    internal void Check(string what = "A test pattern")
    {
        if (Width is < MinimumWidth or > MaximumSize || Height is < MinimumHeight or > MaximumSize)
        {
            throw new VideoSourceException(
                $"{what} of {Width}x{Height} is not possible; allowed are {MinimumWidth}x{MinimumHeight} to {MaximumSize}x{MaximumSize}.");
        }

        if (!FrameRate.IsKnown)
        {
            throw new VideoSourceException($"{what} needs a frame rate above 0 and at most {FrameRate.Maximum}.");
        }

        if (FrameCount < 1)
        {
            throw new VideoSourceException($"{what} of {FrameCount} frames is not possible; allowed are 1 and up.");
        }

        if (Format.IsHardware || Format.PlaneCount == 0)
        {
            throw new VideoSourceException($"{what} in {Format} is not possible; allowed are formats of the processor's memory.");
        }
    }
}
