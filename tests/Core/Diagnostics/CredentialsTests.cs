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
    public void Redact_OfAText_HidesWhoAndHowButNotWhere(string text, string redacted) => Assert.Equal(redacted, Credentials.Redact(text));
}
