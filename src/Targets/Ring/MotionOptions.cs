namespace GiftGrab;

/// <summary>When something moves, and how much of it is saved.</summary>
public sealed record MotionOptions
{
    /// <summary>The share of the picture, in percent, whose brightness has to change from one picture to the next: 0 to 100; 1 at first.
    /// With 0 every change counts.</summary>
    public double Threshold { get; init; } = 1;

    /// <summary>How much of the time before the first motion is saved, 0 and up, where the ring has it; <see langword="null"/>: what the
    /// ring was asked to keep; 2 s at first.</summary>
    public TimeSpan? Before { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How much of the time after the last motion is saved, 0 and up; 2 s at first. Motion meanwhile belongs to the same file.</summary>
    public TimeSpan After { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Whether files begin with the picture that was asked for: <see cref="RingSaveOptions.ExactStart"/>.</summary>
    public bool ExactStart { get; init; }

    /// <summary>How each file is written.</summary>
    public FileOutputOptions File { get; init; } = new();

    /// <summary>Refuses what cannot be.</summary>
    /// <exception cref="VideoTargetException">A value is out of range.</exception>
    internal void Check()
    {
        if (!(Threshold is >= 0 and <= 100))
        {
            throw new VideoTargetException(string.Create(
                System.Globalization.CultureInfo.InvariantCulture, $"A motion threshold of {Threshold} is not possible; allowed are 0 to 100 percent of the picture."));
        }

        if (Before < TimeSpan.Zero || After < TimeSpan.Zero)
        {
            throw new VideoTargetException(
                $"{(Before < TimeSpan.Zero ? Before.Value : After).TotalSeconds} s around a motion are not possible; allowed are 0 and more.");
        }
    }
}
