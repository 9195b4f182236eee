using System.Globalization;

namespace GiftGrab.Cli;

/// <summary>What becomes of pictures and sound on their way into a file, in words.</summary>
internal static class RecordingGraph
{
    private const string Arrow = " -> ";

    /// <param name="request">The source that was asked for.</param>
    /// <param name="source">The source.</param>
    /// <param name="output">The output that was asked for.</param>
    /// <param name="plan">How pictures are encoded.</param>
    /// <param name="sound">How sound is; <see langword="null"/>: there is none.</param>
    public static string Of(SourceRequest request, SourceFact source, OutputRequest output, VideoEncoderPlan plan, AudioEncoder? sound)
    {
        string part = request.Part is { } taken ? $", from {taken.X},{taken.Y} on" : string.Empty;
        List<string> steps = [$"{source.Address} ({source.Width}x{source.Height}{part}, {source.PixelFormat}, {source.FrameRate} fps)"];
        VideoEncoderOptions video = output.Options.Video;
        if (video.EveryNth > 1)
        {
            steps.Add($"1 frame of {video.EveryNth}");
        }

        if (video.Speed != 1)
        {
            steps.Add(string.Create(CultureInfo.InvariantCulture, $"{video.Speed} times as fast"));
        }

        if (video.Size is { } size)
        {
            steps.Add($"scale to {size.Width}x{size.Height}");
        }

        if (plan.SourceFormat != plan.PixelFormat)
        {
            steps.Add($"convert {plan.SourceFormat} to {plan.PixelFormat}");
        }

        string control = plan.RateControl == "none" ? string.Empty : $"{plan.RateControl}; ";
        string threads = plan.Threads > 0 ? $" -threads {plan.Threads}" : string.Empty;
        steps.Add($"{plan.Encoder} ({control}ffmpeg {plan}{threads})");
        steps.Add(End(output.Container, output.Path));
        string pictures = string.Join(Arrow, steps);
        return sound is null || source.Audio is not { } audio
            ? pictures
            : $"{pictures}; sound: {OfSound(request.Sound, audio, output.Options.Audio.Filter, sound, output.Options.AudioOffset)}{Arrow}the same file";
    }

    /// <summary>Of sound alone.</summary>
    /// <param name="source">The source.</param>
    /// <param name="container">The container.</param>
    /// <param name="path">The file.</param>
    /// <param name="sound">How it is encoded.</param>
    public static string Of(SoundSourceFact source, Container container, string path, AudioEncoder sound) =>
        $"{OfSound(source.Address, source.Audio, sound.Options.Filter, sound, TimeSpan.Zero)}{Arrow}{End(container, path)}";

    private static string OfSound(string? address, SoundFact source, string? filter, AudioEncoder encoder, TimeSpan offset)
    {
        string format = $"{source.SampleRate} Hz, {source.Channels} channels, {source.SampleFormat}";
        List<string> steps = [address is null ? format : $"{Credentials.RedactAddress(address)} ({format})"];
        if (offset != TimeSpan.Zero)
        {
            steps.Add(string.Create(CultureInfo.InvariantCulture, $"{offset.TotalMilliseconds} ms later"));
        }

        if (filter is not null)
        {
            steps.Add($"filter {filter}");
        }

        string bits = encoder.Options.BitRate is { } rate ? $", {rate} bits/s" : string.Empty;
        steps.Add(encoder.Stream is { } stream
            ? $"{stream.EncoderName} ({stream.SampleRate} Hz, {stream.Channels} channels{bits})"
            : $"{AudioCodecNames.NameOf(encoder.Codec)}{bits}");
        return string.Join(Arrow, steps);
    }

    private static string End(Container container, string path) => $"{Containers.NameOf(container)} {path}";
}
