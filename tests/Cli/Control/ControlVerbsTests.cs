using System.Text.Json;
using GiftGrab.Cli;

namespace GiftGrab.Tests.Control;

public sealed class ControlVerbsTests : IDisposable
{
    private readonly ControlledRecorder _recorder = new(_ => []);
    private bool _quit;

    [Theory]
    [InlineData("STOP", "OK STOP: it is stopped already")]
    [InlineData("  stop  ", "OK STOP: it is stopped already")]
    [InlineData("pause", "OK PAUSE: nothing is recorded that could pause")]
    [InlineData("STATUS", "OK STATUS: stopped; stopped, 0 received = 0 encoded + 0 skipped + 0 dropped + 0 waiting")]
    [InlineData("START", "ERROR recorder cannot start: it is attached to no source; attach it first.")]
    [InlineData("SPLIT", "ERROR the recording is stopped; SPLIT is for one that runs")]
    [InlineData("TRIGGER", "ERROR no ring runs that a file could be written of; record with --ring, and START")]
    [InlineData("STEP 0", "ERROR STEP 0 is not possible; allowed are 1 to 1000000 frames")]
    [InlineData("STEP -1", "ERROR STEP -1 is not possible")]
    [InlineData("STEP many", "ERROR STEP many is not possible")]
    [InlineData("STEP 99999999999999999999", "ERROR STEP 99999999999999999999 is not possible")]
    [InlineData("STOP now", "ERROR STOP has no use for \"now\"; allowed are START, PAUSE, STOP, STEP [N], SPLIT, TRIGGER, STATUS, QUIT")]
    [InlineData("FOO", "ERROR the command \"FOO\" is not known; allowed are START, PAUSE, STOP, STEP [N], SPLIT, TRIGGER, STATUS, QUIT")]
    [InlineData("", "ERROR no command was given; allowed are START")]
    [InlineData("\u0007\u001b[2J", "ERROR the command \"??[2J\" is not known")]
    public void Follow_Line_IsAnsweredOnOneLine(string line, string answer)
    {
        string given = Verbs().Follow(line);

        Assert.StartsWith(answer, given, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', given);
    }

    [Theory]
    [InlineData("JSON FOO", false)]
    [InlineData("FOO", true)]
    public void Follow_Json_IsAnObject(string line, bool asJson)
    {
        JsonElement answer = JsonDocument.Parse(Verbs(asJson).Follow(line)).RootElement;

        Assert.Equal("control", answer.GetProperty("event").GetString());
        Assert.Equal("FOO", answer.GetProperty("command").GetString());
        Assert.False(answer.GetProperty("ok").GetBoolean());
    }

    [Theory]
    [InlineData("ADD rtsp://bob:s3cr3tPW@127.0.0.1:7411/cam")]
    [InlineData("ADD rtsp://bob:s3cr3tPW@127.0.0.1:7411/cam.mkv --codec h264")]
    [InlineData("ADD out.mkv rtsp://bob:s3cr3tPW@127.0.0.1:7411/cam")]
    [InlineData("REMOVE rtsp://bob:s3cr3tPW@127.0.0.1:7411/cam")]
    [InlineData("STOP rtsp://bob:s3cr3tPW@127.0.0.1:7411/cam")]
    [InlineData("STOP rtsp://bob:s3cr3tPWthatIsLongerThanWhatIsEchoed@127.0.0.1:7411/cam")]
    [InlineData("STEP srt://127.0.0.1:7411?passphrase=s3cr3tPW456")]
    [InlineData("rtsp://bob:s3cr3tPW@127.0.0.1:7411/cam")]
    public void Follow_AnAddressWithAPassword_IsAnsweredWithoutIt(string line)
    {
        using var card = VideoSourceFactory.Create("sim:96x64@30", new SourceOptions());
        using var added = new AddedOutputs(new SourceRequest("sim:96x64@30", new SourceOptions(), null, WithSound: false), card, null, new RecordingOutputs(), () => { });
        var verbs = new ControlVerbs(_recorder, new RecordingOutputs(), () => { }, asJson: false, added);

        foreach (string answer in (string[])[verbs.Follow(line), verbs.Follow($"JSON {line}")])
        {
            Assert.DoesNotContain("s3cr3t", answer, StringComparison.Ordinal);
            Assert.Contains("***", answer, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Follow_Quit_EndsTheRecording()
    {
        Assert.Equal("OK QUIT: the recording ends", Verbs().Follow("quit"));
        Assert.True(_quit);
    }

    [Fact]
    public void Listen_RubbishAndLongLines_AreAnsweredAndTheEndIsTold()
    {
        var answers = new List<string>();
        byte[] rubbish = [.. new byte[5_000].Select((_, i) => (byte)(i % 251 == 10 ? 11 : i % 251)), (byte)'\n'];
        using var input = new MemoryStream([.. rubbish, .. "\r\n\nSTATUS\r\nSTOP"u8]);
        bool ended = false;

        StdinControl.Listen(input, Verbs(), answers.Add, () => ended = true);

        Assert.True(ended);
        Assert.Equal(3, answers.Count);
        Assert.StartsWith("ERROR the line is longer than 1024 bytes", answers[0], StringComparison.Ordinal);
        Assert.StartsWith("OK STATUS", answers[1], StringComparison.Ordinal);
        Assert.StartsWith("OK STOP", answers[2], StringComparison.Ordinal);
    }

    public void Dispose() => _recorder.Dispose();

    private ControlVerbs Verbs(bool asJson = false) => new(_recorder, new RecordingOutputs(), () => _quit = true, asJson);
}
