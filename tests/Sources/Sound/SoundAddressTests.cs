namespace GiftGrab.Tests;

public sealed class SoundAddressTests
{
    private static readonly AudioSourceOptions Usual = new() { Server = "unix:/nowhere" };

    [Theory]
    [InlineData("pulse", "", "", 48_000, 2, 20)]
    [InlineData("pulse", "mic", "mic", 48_000, 2, 20)]
    [InlineData("pulse", "mic,rate=16000,channels=1,fragment=2.5ms", "mic", 16_000, 1, 2.5)]
    [InlineData("pulse", "a,b", "a,b", 48_000, 2, 20)]
    public void Parse_OfAServersSource_ReadsWhatStandsAtTheEnd(string kind, string target, string device, int rate, int channels, double fragment)
    {
        SoundInput input = SoundAddress.Parse(kind, target, Usual);

        Assert.Equal((device, rate, channels, fragment), (input.Device, input.SampleRate, input.Channels, input.Fragment.TotalMilliseconds));
        Assert.Equal(((int)(rate * fragment / 1000) * channels * 2).ToString(System.Globalization.CultureInfo.InvariantCulture), input.Settings["fragment_size"]);
    }

    [Fact]
    public void Parse_OfAnAlsaDevice_LeavesItsOwnCommas()
    {
        SoundInput input = SoundAddress.Parse("alsa", "plughw:CARD=PCH,DEV=0,rate=44100", new AudioSourceOptions { Channels = 1 });

        Assert.Equal(("plughw:CARD=PCH,DEV=0", 44_100, 1), (input.Device, input.SampleRate, input.Channels));
        Assert.Equal("plughw:CARD=PCH,DEV=0", input.Url);
    }

    [Theory]
    [InlineData("mic,rate=fast", "rate=HERTZ")]
    [InlineData("mic,rate=10", "1000 to 384000 hertz")]
    [InlineData("mic,channels=9", "1 to 8")]
    [InlineData("mic,fragment=1", "fragment=TIME")]
    [InlineData(",foo=1", "\"foo=1\" is not usable; allowed is pulse:[DEVICE]")]
    [InlineData("mic,rate=16000,chanels=1", "\"chanels=1\" is not usable")]
    [InlineData("mic,fragment=0.1ms", "0.001 s to 2 s")]
    public void Parse_OfAValueThatIsNone_SaysWhatIsAllowed(string target, string allowed)
    {
        var refusal = Assert.Throws<SourceAddressException>(() => SoundAddress.Parse("pulse", target, Usual));

        Assert.Contains(allowed, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_OfAnAlsaDeviceWithAFragment_IsRefused()
    {
        var refusal = Assert.Throws<SourceAddressException>(() => SoundAddress.Parse("alsa", "hw:0,fragment=10ms", new AudioSourceOptions()));

        Assert.Contains("options of pulse:", refusal.Message, StringComparison.Ordinal);
    }
}
