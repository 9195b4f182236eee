namespace GiftGrab.Tests;

public sealed class CredentialsTests
{
    [Theory]
    [InlineData("rtsp://user:secret@camera:554/stream", "rtsp://***@camera:554/stream")]
    [InlineData("rtsp://user@camera/stream", "rtsp://***@camera/stream")]
    [InlineData("rtsp://user:se@cr@et@camera/stream", "rtsp://***@camera/stream")]
    [InlineData("rtsp://user:se/cret@camera/stream", "rtsp://***@camera/stream")]
    [InlineData("rtsp://camera:554/stream@2", "rtsp://camera:554/stream@2")]
    [InlineData("srt://host:9000?mode=caller&passphrase=0123456789&latency=20", "srt://host:9000?mode=caller&passphrase=***&latency=20")]
    [InlineData("https://host/live?access_token=abc#x", "https://host/live?access_token=***")]
    [InlineData("Opening \"http://a:b@host/\" and rtmp://c:d@host/x failed.", "Opening \"http://***@host/\" and rtmp://***@host/x failed.")]
    [InlineData("mail me@home.example", "mail me@home.example")]
    [InlineData("the folder /tmp/rtsp:/user:secret@camera does not exist", "the folder /tmp/rtsp:/***@camera does not exist")]
    [InlineData("C:/me@home/clip.mp4", "C:/me@home/clip.mp4")]
    [InlineData("clip.mp4", "clip.mp4")]
    [InlineData("it wants a password, as in http://USER:PASSWORD@HOST.", "it wants a password, as in http://USER:PASSWORD@HOST.")]
    [InlineData("http://USER:PASSWORD@HOST", "http://USER:PASSWORD@HOST")]
    [InlineData("http://USER:PASSWORD@HOSTS/x", "http://***@HOSTS/x")]
    [InlineData("http://USER:PASSWORD@HOST@camera/x", "http://***@camera/x")]
    [InlineData("http://USER:PASSWORD@camera/x", "http://***@camera/x")]
    [InlineData("\"foo://x\" is not understood; allowed are test:SIZE@RATE, images:x@25", "\"foo://x\" is not understood; allowed are test:SIZE@RATE, images:x@25")]
    [InlineData("foo://x is not understood; allowed is test:SIZE@RATE", "foo://x is not understood; allowed is test:SIZE@RATE")]
    [InlineData("\"v4l2:rtsp://u:p@h/x\"; allowed is v4l2:[NODE][@RATE]", "\"v4l2:rtsp://***@h/x\"; allowed is v4l2:[NODE][@RATE]")]
    [InlineData("\"foo://a:b\" is no address; allowed is test:SIZE@RATE", "\"foo://a:b\" is no address; allowed is test:SIZE@RATE")]
    [InlineData("the source rtsp//user:hunter9@camera/x does not exist", "the source rtsp//***@camera/x does not exist")]
    [InlineData("srt://host:9000?streamid=publish:user:hunter9 gave no picture", "srt://host:9000?streamid=*** gave no picture")]
    public void Redact_OfAText_HidesWhoAndHowButNotWhere(string text, string redacted) => Assert.Equal(redacted, Credentials.Redact(text));

    [Theory]
    [InlineData("'rtsp://user:my hunter9@camera/x' is lost", "'rtsp://***@camera/x' is lost")]
    [InlineData("rtsp:user:hunter9@camera/x", "rtsp:***@camera/x")]
    [InlineData("rtsp:\\\\user:hunter9@camera/x", "rtsp:\\\\***@camera/x")]
    [InlineData("rtsp://us@er:hunter/9@camera/x", "rtsp://***@camera/x")]
    [InlineData("rtsp://user:12/hunter9@camera/x", "rtsp://***@camera/x")]
    [InlineData("rtsp://lab/user:hunter9@camera/x", "rtsp://***@camera/x")]
    [InlineData("srt://host:9000?passphrase=hun'ter\"9&latency=20 and", "srt://host:9000?passphrase=***&latency=20 and")]
    [InlineData("'http://host/x?key=hunter9', so", "'http://host/x?key=***', so")]
    [InlineData("\"rtmp://host/x?streamkey=hunter9\".", "\"rtmp://host/x?streamkey=***\".")]
    [InlineData("http://host/x?stream_key=hunter9&auth=hunter9&keyframe=2", "http://host/x?stream_key=***&auth=***&keyframe=2")]
    [InlineData("key=hunter9 author=me", "key=hunter9 author=me")]
    [InlineData("udp://@239.0.0.1:1234", "udp://@239.0.0.1:1234")]
    [InlineData("allowed are http://HOST..., test:SIZE@RATE", "allowed are http://HOST..., test:SIZE@RATE")]
    [InlineData("\"rtsp://***@camera/x\" into /data/me@home/clip.mkv", "\"rtsp://***@camera/x\" into /data/me@home/clip.mkv")]
    [InlineData("rtsp://camera/x into /data/me@home/clip.mkv", "rtsp://camera/x into /data/me@home/clip.mkv")]
    [InlineData("file:///data/12:30@lab/clip.mkv", "file:///data/12:30@lab/clip.mkv")]
    [InlineData("v4l2:/dev/v4l/by-path/pci-0000:00:14.0@30", "v4l2:/dev/v4l/by-path/pci-0000:00:14.0@30")]
    public void Redact_OfSignsThatShouldHaveBeenEscaped_HidesThemAll(string text, string redacted)
    {
        Assert.Equal(redacted, Credentials.Redact(text));
        Assert.Equal(redacted, Credentials.Redact(redacted));
    }

    [Theory]
    [InlineData("srt://host:9000?passphrase=hunter9 is long", "srt://host:9000?passphrase=***")]
    [InlineData("srt://host:9000?passphrase=hunter9 is & long&latency=20", "srt://host:9000?passphrase=***&latency=20")]
    [InlineData("http://us er:hun\"ter9@camera/x", "http://***@camera/x")]
    [InlineData("srt://host:9000?streamid=#!::u=ann,s=hunter9&latency=20", "srt://host:9000?streamid=***&latency=20")]
    [InlineData("rtsp//user:hunter9@camera/x", "rtsp//***@camera/x")]
    [InlineData("rtsp://user:http://hunter9@camera/x", "rtsp://***@camera/x")]
    [InlineData("rtsp://user:12 hunter9/x@camera/x", "rtsp://***@camera/x")]
    [InlineData("rtsp://camera:554/stream@2", "rtsp://camera:554/stream@2")]
    [InlineData("rtsp://***@camera/x", "rtsp://***@camera/x")]
    [InlineData("screen::77.0+10,20@30", "screen::77.0+10,20@30")]
    [InlineData("v4l2:/dev/video0,size=640x480@30", "v4l2:/dev/video0,size=640x480@30")]
    [InlineData("/data/me@home/clip.mkv", "/data/me@home/clip.mkv")]
    public void RedactAddress_OfAWholeAddress_HidesUpToItsEnd(string address, string redacted) =>
        Assert.Equal(redacted, Credentials.RedactAddress(address));

    [Theory]
    [InlineData("user:hunter9@camera/x", "user:***@camera/x")]
    [InlineData("rtps:user:hunter9@camera", "rtps:***@camera")]
    [InlineData("rtps://user:hunter9@camera", "rtps://***@camera")]
    [InlineData("rtps//user:hunter9@camera", "rtps//***@camera")]
    [InlineData("user:hun//ter9@camera", "user:***@camera")]
    [InlineData("/data/12:30@lab/clip.mkv", "/data/12:30@lab/clip.mkv")]
    [InlineData("C:/me@home/clip.mkv", "C:/me@home/clip.mkv")]
    [InlineData("hunter9@camera", "***@camera")]
    [InlineData("tets:1280x720@30", "tets:1280x720@30")]
    public void RedactUnknown_OfWhatIsNoAddress_HidesWhatMayBeAPassword(string address, string redacted) =>
        Assert.Equal(redacted, Credentials.RedactUnknown(address));

    [Theory]
    [InlineData("rtsp//user:hunter9@camera/x", "rtsp//***@camera/x")]
    [InlineData("user:hunter9@camera/x", "user:***@camera/x")]
    [InlineData("me@home/clip.mkv", "me@home/clip.mkv")]
    [InlineData("./12:30@lab/clip.mkv", "./12:30@lab/clip.mkv")]
    public void RedactMissing_OfAPathThatIsNone_HidesWhatMayBeAPassword(string path, string redacted) =>
        Assert.Equal(redacted, Credentials.RedactMissing(path));

    public static TheoryData<string> Addresses =>
    [
        "rtsp://surgeon:{0}@camera:554/cam", "rtmp://surgeon:{0}@host/live/x", "http://surgeon:{0}@host/live.ts?x=1", "srt://surgeon:{0}@host:9000?mode=caller",
        "rtsp:surgeon:{0}@camera/cam", "rtsp:/surgeon:{0}@10.0.0.7", "rtsp:///surgeon:{0}@[::1]:554/cam", "http://surgeon:{0}@[fe80::1%25eth0]/x",
    ];

    [Theory]
    [MemberData(nameof(Addresses))]
    public void Redact_OfEverySignInAPassword_ShowsNoneOfIt(string form)
    {
        for (char sign = ' '; sign <= '~'; sign++)
        {
            foreach (string password in new[] { $"hun{sign}ter9", $"{sign}hunter9", $"hunter9{sign}", $"hun{sign}te{sign}r9", $"12{sign}hunter9", $"hun{sign} ter9" })
            {
                string address = form.Replace("{0}", password, StringComparison.Ordinal);
                AssertHidden(Credentials.RedactAddress(address), password);
                if (password.AsSpan().ContainsAny(" \"<>"))
                {
                    continue;
                }

                AssertHidden(Credentials.Redact(address), password);
                AssertHidden(Credentials.Redact($"The address \"{address}\" is not understood."), password);
                AssertHidden(Credentials.Redact($"'{address}' is lost: {address} gives no picture"), password);
            }
        }
    }

    private static void AssertHidden(string shown, string password) => Assert.False(
        shown.Contains("hun", StringComparison.Ordinal) || shown.Contains("r9", StringComparison.Ordinal), $"{password} shows in {shown}");
}
