namespace GiftGrab;

/// <summary>What is asked of a source of sound. An option that the kind cannot honour is refused, never ignored.</summary>
public sealed record AudioSourceOptions
{
    /// <summary>The longest <see cref="Fragment"/>.</summary>
    public static TimeSpan LongestFragment => TimeSpan.FromSeconds(2);

    /// <summary>Samples a second and channel that a device gives, 1,000 to 384,000 hertz; <see langword="null"/>: 48,000. Sound servers
    /// convert to it.</summary>
    public int? SampleRate { get; init; }

    /// <summary>Channels that a device gives, 1 to 8; <see langword="null"/>: 2.</summary>
    public int? Channels { get; init; }

    /// <summary>How much sound a server hands over at a time, 1 ms to <see cref="LongestFragment"/>: shorter comes sooner and costs
    /// more processor. <see langword="null"/>: 20 ms. ALSA's devices choose it themselves.</summary>
    public TimeSpan? Fragment { get; init; }

    /// <summary>The PulseAudio server; <see langword="null"/>: the environment variable <c>PULSE_SERVER</c>, else the user's own.</summary>
    public string? Server { get; init; }

    /// <summary>What a device's sound does when it falters; the size and pictures in it are of no use here.</summary>
    public LiveOptions? Live { get; init; }

    /// <summary>How fast the sound of a file is delivered; <see langword="null"/>: as fast as it is taken.</summary>
    public Pace? Pace { get; init; }

    /// <summary>The clock of pacing and capture times.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>The source's name in messages, counts and files; <see langword="null"/>: from the address.</summary>
    public string? Name { get; init; }
}
