namespace GiftGrab.Tests;

/// <summary>A test that records over ALSA: from a sound server, which its plug-in leads to.</summary>
internal sealed class AlsaFactAttribute : FactAttribute
{
    private static readonly string? Plugin = Directory.Exists("/usr/lib")
        ? Directory.EnumerateDirectories("/usr/lib", "*-linux-gnu").Select(folder => Path.Combine(folder, "alsa-lib", "libasound_module_pcm_pulse.so")).FirstOrDefault(File.Exists)
        : null;

    public AlsaFactAttribute() => Skip = PulseServer.Missing ?? (Plugin is null ? "ALSA's plug-in for PulseAudio is missing; Debian's package libasound2-plugins brings it" : null);
}
