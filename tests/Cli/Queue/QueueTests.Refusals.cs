using Microsoft.Data.Sqlite;

namespace GiftGrab.Tests.Queue;

/// <content>What the queue refuses at once.</content>
public sealed partial class QueueTests
{
    [Fact]
    public void QueueFile_InAFolderThatDoesNotExist_IsRefused()
    {
        Giftgrab.RunHere("queue", "list", "--queue-file", _folder["missing/queue.db"])
            .IsRefused(2, $"the folder {_folder["missing"]} does not exist");
        Here("add", Clips.Short, _folder["missing/x.mp4"]).IsRefused(2, $"the folder {_folder["missing"]} does not exist");
        Assert.False(Directory.Exists(_folder["missing"]));
    }

    [Fact]
    public void Add_IntoAFolderThatTakesNoFiles_IsRefusedAtOnce()
    {
        Here("add", Clips.Short, "/proc/x.mp4").IsRefused(2, "/proc/x.mp4 cannot be written");

        Assert.Equal("no job", Here("list").Output.Trim());
    }

    [Fact]
    public void QueueFile_ThatIsNone_IsRefusedWithoutAWordOfTheDatabase()
    {
        File.WriteAllText(Queue, "a letter to somebody, which is longer than the head of a database file: nothing of it may be lost");

        Here("list").IsRefused(1, $"The queue {Queue} cannot be used: file is not a database.");
        Giftgrab.RunHere("queue", "list", "--queue-file", _folder.Path).IsRefused(2, $"the queue {_folder.Path} is a folder; allowed is a file");
    }

    [Fact]
    public void Queue_ActionThatIsUnknown_NamesThoseForPeople() =>
        Here("encode").IsRefused(2, "queue has no action \"encode\"; allowed are list, run, add, pause, resume, cancel, retry");

    [Fact]
    public void QueueOfTheEnvironment_InAFolderThatDoesNotExist_IsRefused()
    {
        Giftgrab.RunWith("GIFTGRAB_QUEUE", _folder["missing/queue.db"], "queue", "list")
            .IsRefused(2, $"the queue {_folder["missing/queue.db"]} cannot be made: the folder {_folder["missing"]} does not exist");
        Assert.False(Directory.Exists(_folder["missing"]));
    }

    /// <summary>It is not the queue of whatever folder is the current one.</summary>
    [Fact]
    public void QueueOfAUser_WhoseHomeCannotExist_IsRefusedByItsPath()
    {
        File.WriteAllText(_folder["file"], string.Empty);

        Giftgrab.RunWith("HOME", _folder["file/home"], "queue", "list").IsRefused(1, $"The queue {_folder["file/home"]}");
    }

    [Fact]
    public void Add_WhereTheDatabaseRefuses_TellsTheQueueAndTheReason()
    {
        Here("list");
        using (var database = new SqliteConnection($"Data Source={Queue};Pooling=False"))
        {
            database.Open();
            using SqliteCommand refuse = database.CreateCommand();
            refuse.CommandText = "CREATE TRIGGER refuse BEFORE INSERT ON jobs BEGIN SELECT RAISE(ABORT, 'full'); END";
            refuse.ExecuteNonQuery();
        }

        Here("add", Clips.Short, _folder["x.mp4"]).IsRefused(1, $"The queue {Queue} cannot be used: constraint failed");
    }

    [Theory]
    [InlineData("x.mkv")]
    [InlineData("x.mkv.json")]
    public void Run_OntoAFileThatCameSinceTheJobWasAdded_FailsAndLeavesIt(string name)
    {
        Here("add", Clips.Short, _folder["x.mkv"], "--sidecar");
        File.WriteAllText(_folder[name], "another's");

        Assert.Equal(1, Run("run").ExitCode);

        Assert.Equal($"{_folder[name]} exists; it is not replaced without --overwrite.", Error(1));
        Assert.Equal("another's", File.ReadAllText(_folder[name]));
        Assert.Single(Directory.GetFiles(_folder.Path, "x.*"));
    }

    [Theory]
    [InlineData("--quality 99", 2, "99", "51")]
    [InlineData("--preset swiftly", 2, "swiftly", "veryfast")]
    [InlineData("--codec-opt nonsense=1", 2, "nonsense=1")]
    public void Add_WhatCouldNotBeEncoded_IsRefusedAtOnce(string options, int exitCode, params string[] words)
    {
        Here(["add", Clips.Short, _folder["x.mp4"], "--codec", "h264", .. options.Split(' ')]).IsRefused(exitCode, words);

        Assert.Equal("no job", Here("list").Output.Trim());
    }

    [Fact]
    public void Add_OfWhatIsNoVideo_IsRefusedAtOnce()
    {
        File.WriteAllText(_folder["text.txt"], "no video");

        Here("add", _folder["text.txt"], _folder["x.mp4"]).IsRefused(1, $"not a video: {_folder["text.txt"]}");
        Here("add", _folder["state"], _folder["x.mp4"]).IsRefused(2, $"{_folder["state"]} is a folder");
        Assert.Equal("no job", Here("list").Output.Trim());
    }

    [Theory]
    [InlineData("list x", "queue list is about all jobs and has no use for \"x\"")]
    [InlineData("run 1", "queue run is about all jobs and has no use for \"1\"")]
    [InlineData("list --parallel 2", "queue list has no use for --parallel")]
    [InlineData("pause 1 --priority 3", "queue pause has no use for --priority")]
    [InlineData("run --codec ffv1", "queue run has no use for --codec")]
    [InlineData("add a.mkv b.mp4 --duration 3", "the option --duration is not known to queue")]
    public void Queue_WithWhatAnActionDoesNotTake_IsRefused(string arguments, string words) => Here(arguments.Split(' ')).IsRefused(2, words);
}
