namespace GiftGrab.Tests.Outputs;

[Collection("frames")]
public sealed class OutputPathTests : LeakChecked
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task FileWriter_OverAFileThatASourceReads_IsRefusedUntilItHasEnded()
    {
        File.Copy(Clips.Short, _folder["same.mp4"]);
        var options = new VideoTargetOptions { File = new FileOutputOptions { Overwrite = true } };
        using FileReader source = VideoSourceFactory.CreateFileReader(_folder["same.mp4"]);

        var refusal = Assert.Throws<VideoTargetException>(() => VideoTargetFactory.CreateFileWriter(Codec.H264, _folder["same.mp4"], source.FrameRate, options));
        source.Start();
        await source.Completion;
        using VideoTarget after = VideoTargetFactory.CreateFileWriter(Codec.H264, _folder["same.mp4"], source.FrameRate, options);

        Assert.Equal($"{_folder["same.mp4"]} cannot be written: it is read here; choose another name.", refusal.Message);
    }

    [Fact]
    public void WriteWhole_HasTheNameOnlyWhenAllIsWritten()
    {
        bool wasThere = true;
        using (var path = OutputPath.Claim(_folder["x.json"], overwrite: false))
        {
            path.WriteWhole("writing", null, file =>
            {
                file.WriteByte(1);
                wasThere = File.Exists(_folder["x.json"]);
            });
        }

        using (var path = OutputPath.Claim(_folder["y.json"], overwrite: false))
        {
            Assert.Throws<VideoTargetException>(() => path.WriteWhole("writing", null, _ => throw new IOException("no")));
        }

        Assert.False(wasThere);
        Assert.Equal([_folder["x.json"]], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void FileOutput_FileExists_IsRefusedAndUntouched()
    {
        File.WriteAllText(_folder["x.mkv"], "precious");

        var error = Assert.Throws<VideoTargetException>(() => new FileOutput(_folder["x.mkv"]));

        Assert.Equal($"{_folder["x.mkv"]} cannot be written: it exists; choose another name, or have it overwritten (Overwrite, --overwrite).", error.Message);
        Assert.Equal("precious", File.ReadAllText(_folder["x.mkv"]));
    }

    [Fact]
    public async Task FileOutput_Overwrite_ReplacesTheOldFile()
    {
        File.WriteAllText(_folder["x.mp4"], "old");

        await Copy(_folder["x.mp4"], new FileOutputOptions { Overwrite = true });

        Assert.Equal(30, Ffmpeg.CountFrames(_folder["x.mp4"]));
        Assert.Equal(["x.mp4"], Directory.GetFiles(_folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void FileOutput_OverwriteButNothingArrives_KeepsTheOldFile()
    {
        File.WriteAllText(_folder["x.mp4"], "old");

        using (new FileOutput(_folder["x.mp4"], options: new FileOutputOptions { Overwrite = true }))
        {
        }

        Assert.Equal("old", File.ReadAllText(_folder["x.mp4"]));
        Assert.Equal(["x.mp4"], Directory.GetFiles(_folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public async Task FileOutput_OverwriteAfterAKill_ClearsWhatWasLeft()
    {
        File.WriteAllText(_folder["x.mp4"], "old");
        File.WriteAllText(_folder[".x.mp4.recording"], "left by a killed process");
        File.WriteAllText(_folder[".x.mp4.finishing"], "left by a killed process");

        await Copy(_folder["x.mp4"], new FileOutputOptions { Overwrite = true });

        Assert.Equal(30, Ffmpeg.CountFrames(_folder["x.mp4"]));
        Assert.Equal(["x.mp4"], Directory.GetFiles(_folder.Path).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void FileOutput_SamePathTwice_TheSecondIsRefused(bool overwrite)
    {
        using var first = new FileOutput(_folder["x.mkv"]);
        string sameFile = Path.Combine(_folder.Path, ".", "x.mkv");

        var error = Assert.Throws<VideoTargetException>(
            () => new FileOutput(sameFile, options: new FileOutputOptions { Overwrite = overwrite }));

        Assert.Equal($"{sameFile} cannot be written: another recording writes it.", error.Message);
    }

    [Fact]
    public void FileOutput_AnotherProcessHoldsTheFile_IsRefused()
    {
        // A lock is per opened file: one of this process keeps it out as another's does.
        using var held = new FileStream(_folder["x.mkv"], FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read);

        var error = Assert.Throws<VideoTargetException>(
            () => new FileOutput(_folder["x.mkv"], options: new FileOutputOptions { Overwrite = true }));

        Assert.Equal($"{_folder["x.mkv"]} cannot be written: another program uses it.", error.Message);
    }

    [Fact]
    public void FileOutput_PathIsAFolder_IsRefused()
    {
        Directory.CreateDirectory(_folder["x.mkv"]);

        var error = Assert.Throws<VideoTargetException>(() => new FileOutput(_folder["x.mkv"]));

        Assert.Equal($"{_folder["x.mkv"]} cannot be written: it is a folder; a file is needed.", error.Message);
    }

    [Fact]
    public void FileOutput_FolderIsMissing_IsRefused()
    {
        string path = Path.Combine(_folder["none"], "x.mkv");

        var error = Assert.Throws<VideoTargetException>(() => new FileOutput(path));

        Assert.Equal($"{path} cannot be written: the folder {_folder["none"]} does not exist.", error.Message);
    }

    [Fact]
    public async Task FileOutput_SharedMemory_IsAFolderLikeAnyOther()
    {
        string path = $"/dev/shm/giftgrab-{Guid.NewGuid():N}.mp4";
        try
        {
            await Copy(path, new FileOutputOptions());

            Assert.Equal(30, Ffmpeg.CountFrames(path));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void FileOutput_NoPermission_IsRefused()
    {
        // Even the superuser cannot create files there.
        var error = Assert.Throws<VideoTargetException>(() => new FileOutput("/proc/x.mkv"));

        Assert.StartsWith("/proc/x.mkv cannot be written: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FileOutput_BlanksUmlautsAndQuotes_AreANameLikeAnyOther()
    {
        Directory.CreateDirectory(_folder["dir with blank"]);
        string path = Path.Combine(_folder["dir with blank"], "ä ' x.mkv");

        await Copy(path, new FileOutputOptions());

        Assert.Equal(30, Ffmpeg.CountFrames(path));
    }

    [Theory]
    [InlineData("x.mkv")]
    [InlineData("x.mp4")]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public async Task FileOutput_FileMode_IsThatOfTheFinishedFile(string name)
    {
        const UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

        await Copy(_folder[name], new FileOutputOptions { FileMode = mode });

        Assert.Equal(mode, File.GetUnixFileMode(_folder[name]));
    }

    [Fact]
    public void FileOutput_TooLittleSpace_IsRefused()
    {
        var error = Assert.Throws<VideoTargetException>(
            () => new FileOutput(_folder["x.mkv"], options: new FileOutputOptions { MinimumFreeSpace = long.MaxValue }));

        Assert.StartsWith($"{_folder["x.mkv"]} cannot be written: ", error.Message, StringComparison.Ordinal);
        Assert.EndsWith(" MB have to stay free.", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Theory]
    [InlineData("x", "no extension says the container")]
    [InlineData("x.xyz", "no container has the extension \".xyz\"")]
    public void FileOutput_UnknownExtension_IsRefusedWithTheKnownOnes(string name, string reason)
    {
        var error = Assert.Throws<VideoTargetException>(() => new FileOutput(_folder[name]));

        Assert.StartsWith(
            $"{_folder[name]} cannot be written: {reason}; allowed are .mp4, ", error.Message, StringComparison.Ordinal);
    }

    protected override void Release() => _folder.Dispose();

    private static async Task Copy(string path, FileOutputOptions options)
    {
        using var clip = new PacketClip(Clips.Short);
        using var output = new FileOutput(path, options: options);
        clip.Attach(output);
        clip.Play();
        await output.Completion;
    }
}
