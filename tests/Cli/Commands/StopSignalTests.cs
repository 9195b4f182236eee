using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace GiftGrab.Tests;

public sealed class StopSignalTests
{
    [Theory]
    [InlineData("INT", "x.mp4")]
    [InlineData("TERM", "x.mkv")]
    [InlineData("HUP", "x.avi")]
    public void Record_OnASignal_FinalisesTheFile(string signal, string name)
    {
        using var folder = new TemporaryFolder();
        using Process process = Giftgrab.Start(folder.Path, "record", "test:320x240@30", name, "--json", "--stats-interval", "100ms");
        Giftgrab.WaitForFrames(process, 4);

        Giftgrab.Signal(process, signal);
        CommandResult result = Giftgrab.Finish(process);

        Assert.True(result.ExitCode == 130, result.Errors);
        JsonElement finished = JsonDocument.Parse(result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1]).RootElement;
        Assert.Equal("signal", finished.GetProperty("stoppedBy").GetString());
        Assert.Equal(finished.GetProperty("outputs")[0].GetProperty("encoded").GetInt64(), Ffmpeg.CountFrames(folder[name]));
    }

    [Fact]
    public void Convert_OnASignal_SaysThatTheFileHadNotEnded()
    {
        using var folder = new TemporaryFolder();
        using Process process = Giftgrab.Start(folder.Path, "convert", Clips.H264, "x.mkv", "--pace", "real", "--json", "--stats-interval", "100ms");
        Giftgrab.WaitForFrames(process, 4);

        Giftgrab.Signal(process, "INT");
        CommandResult result = Giftgrab.Finish(process);

        Assert.True(result.ExitCode == 130, result.Errors);
        Assert.Contains($"stopped by a signal before the end of {Clips.H264}", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Record_OnASignalWithAnEncoderThatIsFarBehind_SaysHowManyFramesAreNotInTheFile()
    {
        using var folder = new TemporaryFolder();
        using Process process = Giftgrab.Start(
            folder.Path, "record", "test:1920x1080@30", "x.mkv", "--codec", "av1", "--preset", "0", "--json", "--stats-interval", "100ms");
        Giftgrab.WaitForFrames(process, 4);

        Giftgrab.Signal(process, "INT");
        CommandResult result = Giftgrab.Finish(process);

        Assert.True(result.ExitCode == 130, result.Errors);
        JsonElement output = JsonDocument.Parse(result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1]).RootElement.GetProperty("outputs")[0];
        long missing = output.GetProperty("received").GetInt64() - output.GetProperty("encoded").GetInt64() - output.GetProperty("dropped").GetInt64();
        Assert.InRange(missing, 1, 1000);
        Assert.Equal($"x.mkv was not finalised in time: {missing} frames that came did not reach it.", output.GetProperty("error").GetString());
        Assert.Contains(
            result.Output.Split('\n'),
            line => line.Contains("\"warning\"", StringComparison.Ordinal) && line.Contains("frames that came did not reach it", StringComparison.Ordinal));
    }

    /// <summary>A pipe that is full and that nobody reads holds up whoever writes into it.</summary>
    [Theory]
    [InlineData("record test:320x240@30 x.mkv --json --stats-interval 100ms >&3", "x.mkv")]
    [InlineData("record test:320x240@30 x.mkv --stats-interval 100ms 2>&3", "x.mkv")]
    [InlineData("record $sound x.wav --pace real --json --stats-interval 100ms >&3", "x.wav")]
    [InlineData("snapshot test:320x240@30 x_{index}.jpg --every 100ms >&3", "x_1.jpg")]
    [InlineData("queue run --queue-file queue.db >&3", "x.mp4")]
    public void Command_OnASignalWhileNobodyReadsWhatItTells_EndsInTimeWithWholeFiles(string command, string file)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["job.sh"], $"""
            sound='{Clips.Make("long.wav", "-f", "lavfi", "-i", "sine=d=30")}'
            mkfifo full; exec 3<>full; head -c 65536 /dev/zero >&3
            {Giftgrab.ShellCommand} queue add '{Clips.Short}' x.mp4 --preset ultrafast --queue-file queue.db
            env --default-signal {Giftgrab.ShellCommand} {command} &
            until [ "$(stat -c %s {file} 2>/dev/null || echo 0)" -gt 500 ]; do sleep 0.05; done
            sleep 0.3; kill -TERM $!; wait $!; echo $? >code
            """);
        using var job = Process.Start(new ProcessStartInfo("bash", ["job.sh"]) { WorkingDirectory = folder.Path })!;

        Assert.True(job.WaitForExit(TimeSpan.FromSeconds(30)), "it goes on");
        Assert.Equal("130", File.ReadAllText(folder["code"]).Trim());
        Assert.Contains("0, ", Ffmpeg.Run("-i", folder[file], "-f", "framemd5", "-"), StringComparison.Ordinal);
    }

    [Fact]
    public void Record_OnASignalAtAnyInstantOfItsStart_LeavesAWholeFileOrNone()
    {
        using var folder = new TemporaryFolder();
        for (int instant = 0; instant < 30; instant++)
        {
            using Process process = Giftgrab.Start(folder.Path, "record", "test:320x240@30", "x.mp4", "--overwrite");
            Thread.Sleep(3 * instant);
            Giftgrab.Signal(process, "TERM");
            CommandResult result = Giftgrab.Finish(process);

            Assert.True(result.ExitCode is 130 or 128 + 15, $"exit code {result.ExitCode}: {result.Errors}");
            Assert.True(!File.Exists(folder["x.mp4"]) || Ffmpeg.CountFrames(folder["x.mp4"]) > 0, result.Errors);
            File.Delete(folder["x.mp4"]);
        }
    }

    [Fact]
    public void Record_OnASignalSentTwiceAtOnce_FinalisesTheFile()
    {
        using var folder = new TemporaryFolder();
        using Process process = Giftgrab.Start(folder.Path, "record", "test:320x240@30", "x.mp4", "--json", "--stats-interval", "100ms");
        Giftgrab.WaitForFrames(process, 4);

        Giftgrab.Signal(process, "TERM");
        Giftgrab.Signal(process, "TERM");
        CommandResult result = Giftgrab.Finish(process);

        Assert.True(result.ExitCode == 130, result.Errors);
        Assert.Contains("\"finalised\":true", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Record_OnASignalWhileTheSourceGivesNothing_FinalisesWhatCame()
    {
        using var folder = new TemporaryFolder();
        string clip = Clips.Make("stalls.ts", "-f", "lavfi", "-i", "testsrc2=s=320x240:r=30:d=4", "-c:v", "mpeg2video", "-bf", "0");
        using (Process make = Process.Start("mkfifo", [folder["pipe.ts"]])!)
        {
            make.WaitForExit();
        }

        using Process process = Giftgrab.Start(folder.Path, "record", "pipe.ts", "x.mkv", "--json", "--stats-interval", "100ms", "--preset", "ultrafast");
        using FileStream pipe = new FileStream(folder["pipe.ts"], FileMode.Open, FileAccess.Write);
        pipe.Write(File.ReadAllBytes(clip));
        pipe.Flush();
        Giftgrab.WaitForFrames(process, 4);

        Giftgrab.Signal(process, "TERM");
        CommandResult result = Giftgrab.Finish(process);

        Assert.True(result.ExitCode == 130, result.Errors);
        Assert.True(Ffmpeg.CountFrames(folder["x.mkv"]) > 3);
        JsonElement finished = JsonDocument.Parse(result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1]).RootElement;
        Assert.True(finished.GetProperty("outputs")[0].GetProperty("finalised").GetBoolean());
    }

    [Theory]
    [InlineData("INT", "rtsp://127.0.0.1:{0}/live", "x.mkv")]
    [InlineData("TERM", "rtsp://ann:topsecret@127.0.0.1:{0}/live", "x.mkv")]
    [InlineData("HUP", "http://127.0.0.1:{0}/live", "x.wav")]
    public void Record_OnASignalWhileASourceIsOpened_EndsWithOneLine(string signal, string address, string name)
    {
        using var folder = new TemporaryFolder();
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        int port = ((IPEndPoint)silent.LocalEndpoint).Port;
        using Process process = Giftgrab.Start(folder.Path, "record", address.Replace("{0}", $"{port}", StringComparison.Ordinal), name);
        using TcpClient client = silent.AcceptTcpClient();

        Giftgrab.Signal(process, signal);
        CommandResult result = Giftgrab.Finish(process);

        result.IsRefused(130, "stopped by a signal", $"127.0.0.1:{port}/live", "nothing was recorded");
        Assert.DoesNotContain("topsecret", result.Errors, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("HUP")]
    public void Record_OnASignalBeforeAPictureCame_SaysThatNothingDid(string signal)
    {
        using var folder = new TemporaryFolder();
        using Process process = Giftgrab.Start(folder.Path, "record", "sim:320x240@30,lose=0", "x.mkv", "--control", "control.sock");
        Assert.True(SpinWait.SpinUntil(() => File.Exists(folder["control.sock"]), TimeSpan.FromSeconds(30)));

        Giftgrab.Signal(process, signal);
        CommandResult result = Giftgrab.Finish(process);

        Assert.True(result.ExitCode == 130, result.Errors);
    }
}
