using System.Diagnostics;

namespace GiftGrab.Tests;

[Collection("frames")]
public sealed class PulseTests : LeakChecked
{
    [PulseFact]
    public void Create_OfTheDefaultSource_GivesTheToneThatIsPlayed()
    {
        using var server = new PulseServer();
        using var folder = new TemporaryFolder();
        Ffmpeg.Run("-f", "lavfi", "-i", "sine=frequency=1000:duration=20:sample_rate=48000", "-ac", "2", folder["tone.wav"]);
        using Process player = server.Play(folder["tone.wav"]);
        using AudioInput source = Open(server, "pulse:");
        var tone = new Tone(3 * 48_000);
        List<(long Timestamp, long End)> times = [];
        source.Attach(new Times(times));
        source.Attach(tone);

        source.Start();
        tone.WaitForEnough();
        source.Stop();
        player.Kill();

        Assert.Equal(new AudioFormat(48_000, 2, "s16"), source.Format);
        Assert.Equal(1000, tone.Frequency(48_000), 3.0);
        Assert.Equal(0, times[0].Timestamp);
        Assert.Equal(LiveState.Stopped, ((LiveAudioSource)source).State);
        Assert.Equal(LiveEnd.Asked, ((LiveAudioSource)source).End);
    }

    [PulseFact]
    public void Create_ByDescriptionRateAndChannels_GivesThem()
    {
        using var server = new PulseServer();

        using AudioInput named = Open(server, PulseServer.Description);
        using AudioInput asked = Open(server, $"pulse:{PulseServer.Source},rate=16000,channels=1,fragment=5ms");

        Assert.Equal($"pulse:{PulseServer.Source}", named.Name);
        Assert.Equal(new AudioFormat(16_000, 1, "s16"), asked.Format);
    }

    [PulseFact]
    public void Create_OfASourceThatIsNotThere_ListsThoseThatAre()
    {
        using var server = new PulseServer();

        var byAddress = Assert.Throws<DeviceNotFoundException>(() => Open(server, "pulse:nobody"));
        var byName = Assert.Throws<DeviceNotFoundException>(() => Open(server, "nobody"));

        Assert.Equal($"pulse:nobody is no source of the audio server; there are pulse:{PulseServer.Source}.", byAddress.Message);
        Assert.StartsWith("The source of sound \"nobody\" is neither a file nor a device; there are pulse:speaker.monitor", byName.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_WithoutAServer_SaysSo()
    {
        using var folder = new TemporaryFolder();

        var refusal = Assert.Throws<DeviceNotFoundException>(
            () => AudioSourceFactory.Create("pulse:", new AudioSourceOptions { Server = $"unix:{folder["none"]}" }));

        Assert.Contains("no audio server", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("--no-audio", refusal.Message, StringComparison.Ordinal);
    }

    [PulseFact]
    public void Run_WhileTheServerIsKilledAndStartedAgain_IsLostAndThenRunning()
    {
        using var server = new PulseServer();
        using var source = (LiveAudioSource)AudioSourceFactory.Create("pulse:", new AudioSourceOptions
        {
            Server = server.Address,
            Live = new LiveOptions { StallTimeout = TimeSpan.FromMinutes(1), ReconnectDelay = TimeSpan.FromMilliseconds(20), LongestReconnectDelay = TimeSpan.FromMilliseconds(100) },
        });
        var tone = new Tone(24_000);
        using var again = new ManualResetEventSlim();
        using var lost = new ManualResetEventSlim();
        List<LiveState> states = [];
        source.Attach(tone);
        source.StateChanged += (_, change) =>
        {
            lock (states)
            {
                states.Add(change.State);
            }

            (change.State == LiveState.Running && lost.IsSet ? again : change.State == LiveState.Lost ? lost : null)?.Set();
        };

        source.Start();
        tone.WaitForEnough();
        server.Kill();
        Assert.True(lost.Wait(TimeSpan.FromSeconds(20)));
        server.Start();
        Assert.True(again.Wait(TimeSpan.FromSeconds(20)));
        source.Stop();

        Assert.Equal([LiveState.Running, LiveState.Lost, LiveState.Reconnecting], states.Take(3));
        SourceGap gap = Assert.Single(source.Gaps);
        Assert.True(gap.To > gap.From);
        Assert.Contains("audio server", gap.Reason, StringComparison.Ordinal);
    }

    private static AudioInput Open(PulseServer server, string address) =>
        AudioSourceFactory.Create(address, new AudioSourceOptions { Server = server.Address });

    private sealed class Times(List<(long, long)> times) : IObserver<AudioFrame>
    {
        public void OnNext(AudioFrame value) => times.Add((value.Timestamp, value.Timestamp + value.Duration));

        public void OnCompleted()
        {
        }

        public void OnError(Exception error) => throw error;
    }
}
