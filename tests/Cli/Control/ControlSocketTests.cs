using System.Net.Sockets;
using System.Text;
using GiftGrab.Cli;

namespace GiftGrab.Tests.Control;

public sealed class ControlSocketTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ControlledRecorder _recorder = new(_ => []);

    [Fact]
    public void Socket_New_IsForItsOwnerAloneAndGoneAfterwards()
    {
        using (Listen())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, new FileInfo(_folder["c.sock"]).UnixFileMode);
            Assert.StartsWith("OK STATUS", Ask("STATUS"), StringComparison.Ordinal);
        }

        Assert.False(Path.Exists(_folder["c.sock"]));
    }

    [Fact]
    public void Socket_LeftByAKilledRecording_IsReplaced()
    {
        // A socket's file stays when nobody closes it in order.
        using (var killed = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            killed.Bind(new UnixDomainSocketEndPoint(_folder["other.sock"]));
            File.Move(_folder["other.sock"], _folder["c.sock"]);
        }

        Assert.True(Path.Exists(_folder["c.sock"]));
        using ControlSocket socket = Listen();

        Assert.StartsWith("OK STATUS", Ask("STATUS"), StringComparison.Ordinal);
    }

    [Fact]
    public void Socket_OfARecordingThatRuns_IsRefused()
    {
        using ControlSocket first = Listen();

        var error = Assert.Throws<UsageException>(Listen);

        Assert.Contains("another recording listens there", error.Message, StringComparison.Ordinal);
        Assert.StartsWith("OK STATUS", Ask("STATUS"), StringComparison.Ordinal);
    }

    [Fact]
    public void Socket_NameOfAFile_IsRefusedAndTheFileUntouched()
    {
        File.WriteAllText(_folder["c.sock"], "precious");

        var error = Assert.Throws<UsageException>(Listen);

        Assert.Contains("is no socket", error.Message, StringComparison.Ordinal);
        Assert.Equal("precious", File.ReadAllText(_folder["c.sock"]));
    }

    [Theory]
    [InlineData("missing/c.sock")]
    [InlineData("a-name-that-is-longer-than-the-hundred-and-seven-bytes-which-the-system-keeps-for-the-path-of-a-local-socket-anywhere.sock")]
    public void Socket_ImpossibleName_IsRefusedInASentence(string name)
    {
        var error = Assert.Throws<UsageException>(() => new ControlSocket(_folder[name], Verbs()));

        Assert.StartsWith($"no control socket can be made at {_folder[name]}: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Client_ThatSendsRubbishOrGoesAway_HarmsNobody()
    {
        using ControlSocket socket = Listen();
        using (Socket gone = ControlSocket.Connect(_folder["c.sock"]))
        {
            gone.Send("STAT"u8);
        }

        using (Socket deaf = ControlSocket.Connect(_folder["c.sock"]))
        {
            deaf.Send(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("STATUS\n", 200))));
        }

        using Socket rubbish = ControlSocket.Connect(_folder["c.sock"]);
        using var stream = new NetworkStream(rubbish);
        using var reader = new StreamReader(stream);
        stream.Write([.. Enumerable.Range(0, 100_000).Select(i => (byte)(i % 256 == 10 ? 0 : i % 256)), (byte)'\n']);
        Assert.StartsWith("ERROR the line is longer than 1024 bytes", reader.ReadLine(), StringComparison.Ordinal);
        stream.Write([.. "JSON "u8, .. Enumerable.Repeat((byte)'A', 2_000), (byte)'\n']);
        Assert.Contains("\"message\":\"the line is longer than 1024 bytes", reader.ReadLine(), StringComparison.Ordinal);
        stream.Write("STATUS\n"u8);

        Assert.StartsWith("OK STATUS", reader.ReadLine(), StringComparison.Ordinal);
        Assert.StartsWith("OK STATUS", Ask("STATUS"), StringComparison.Ordinal);
    }

    [Fact]
    public void Client_OneTooMany_IsTurnedAwayAndTheOthersStay()
    {
        using ControlSocket socket = Listen();
        Socket[] clients = [.. Enumerable.Range(0, 17).Select(_ => ControlSocket.Connect(_folder["c.sock"]))];
        string?[] answers = [.. clients.Select(client => Ask(client, "STATUS"))];
        Array.ForEach(clients, client => client.Dispose());

        Assert.Equal(16, answers.Count(answer => answer?.StartsWith("OK", StringComparison.Ordinal) == true));
    }

    public void Dispose()
    {
        _recorder.Dispose();
        _folder.Dispose();
    }

    private static string? Ask(Socket client, string line)
    {
        try
        {
            using var stream = new NetworkStream(client);
            using var reader = new StreamReader(stream);
            stream.Write(Encoding.UTF8.GetBytes($"{line}\n"));
            return reader.ReadLine();
        }
        catch (IOException)
        {
            return null;
        }
    }

    private string? Ask(string line)
    {
        using Socket client = ControlSocket.Connect(_folder["c.sock"]);
        return Ask(client, line);
    }

    private ControlSocket Listen() => new(_folder["c.sock"], Verbs());

    private ControlVerbs Verbs() => new(_recorder, new RecordingOutputs(), () => { }, asJson: false);
}
