namespace GiftGrab;

/// <summary>How sound is sampled.</summary>
/// <param name="SampleRate">Samples a second and channel, in hertz, 1 to 768,000.</param>
/// <param name="Channels">Channels, 1 to 64.</param>
/// <param name="SampleFormat">FFmpeg's name of the sample format, such as <c>s16</c>, <c>fltp</c>.</param>
public readonly record struct AudioFormat(int SampleRate, int Channels, string SampleFormat)
{
    /// <inheritdoc/>
    public override string ToString() => $"{SampleRate} Hz, {(Channels == 1 ? "1 channel" : $"{Channels} channels")}, {SampleFormat}";
}
