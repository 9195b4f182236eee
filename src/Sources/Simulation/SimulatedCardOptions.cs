namespace GiftGrab;

/// <summary>What a simulated card delivers.</summary>
public sealed record SimulatedCardOptions
{
    /// <summary>Columns; the range of <see cref="TestPatternOptions.Width"/>.</summary>
    public int Width { get; init; } = 1280;

    /// <summary>Rows of one eye; the range of <see cref="TestPatternOptions.Height"/>, even where <see cref="IsStereo"/>.</summary>
    public int Height { get; init; } = 720;

    /// <summary>Frames a second.</summary>
    public FrameRate FrameRate { get; init; } = new(30);

    /// <summary>The pixel format that the card delivers; painted in I420, any other is converted to.</summary>
    public PixelFormat Format { get; init; } = PixelFormat.I420;

    /// <summary>Whether there is sound: a beep with the flash at each full second.</summary>
    public bool HasSound { get; init; }

    /// <summary>Whether frames hold two pictures, the left above the right.</summary>
    public bool IsStereo { get; init; }

    /// <summary>What happens to the card by itself, at times from its first read on.</summary>
    public IReadOnlyList<SimulatedEvent> Events { get; init; } = [];

    /// <summary>The card's name in messages.</summary>
    public string Name { get; init; } = "sim";

    /// <summary>The clock that frames keep.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <exception cref="VideoSourceException">A value is out of its range.</exception>
    internal void Check()
    {
        new TestPatternOptions { Width = Width, Height = Height, FrameRate = FrameRate, Format = Format }.Check("A simulated card");
        if (IsStereo && Height % 2 != 0)
        {
            throw new VideoSourceException($"A stereo card of {Height} rows is not possible; allowed are even numbers.");
        }
    }
}
