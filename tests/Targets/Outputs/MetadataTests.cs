namespace GiftGrab.Tests.Outputs;

[Collection("frames")]
public sealed class MetadataTests : LeakChecked
{
    private static readonly RecordingMetadata Full = new()
    {
        Title = "Überblick, \"rechts\"",
        Id = "case-17",
        Date = "2026-01-02T03:04:05Z",
        Tags = new Dictionary<string, string> { ["operator"] = "A. B." },
    };

    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("x.mkv")]
    [InlineData("x.mp4")]
    [InlineData("x.mov")]
    public async Task FileOutput_Metadata_IsInTheContainersTags(string name)
    {
        await Copy(name, Full);

        Assert.Equal(Full.Title, Tag(name, "title"));
        Assert.Equal(Full.Id, Tag(name, "collection_id"));
        Assert.Equal(Full.Date, Tag(name, "date_recorded"));
        Assert.Equal("A. B.", Tag(name, "operator"));
    }

    [Theory]
    [InlineData("x.avi")]
    [InlineData("x.mp4")]
    [InlineData("x.webm")]
    public async Task FileOutput_TitleAlone_IsInItsUsualPlace(string name)
    {
        string clip = name == "x.webm" ? Clips.Make("vp9.webm",
            "-f", "lavfi", "-i", "testsrc2=s=320x240:r=30:d=1", "-c:v", "libvpx-vp9", "-deadline", "realtime") : Clips.Short;

        await Copy(name, new RecordingMetadata { Title = "Title" }, clip);

        Assert.Equal("Title", Tag(name, "title"));
    }

    [Fact]
    public async Task FileOutput_ControlCharactersAndOverlongText_AreCleaned()
    {
        await Copy("x.mkv", new RecordingMetadata { Title = "a\nb\0c\u001b", Id = new string('x', 5000) });

        Assert.Equal("a b c ", Tag("x.mkv", "title"));
        Assert.Equal(new string('x', RecordingTags.MaximumLength), Tag("x.mkv", "collection_id"));
    }

    [Fact]
    public void FileOutput_ContainerThatKeepsNoSuchTag_IsRefused()
    {
        var error = Assert.Throws<VideoTargetException>(() => new FileOutput(_folder["x.avi"], options: new FileOutputOptions { Metadata = Full }));

        Assert.Equal($"{_folder["x.avi"]} cannot hold the tag collection_id: avi keeps title; mkv, mp4 and mov keep every one.", error.Message);
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a=b")]
    public void FileOutput_NameThatIsNone_IsRefused(string name)
    {
        var metadata = new RecordingMetadata { Tags = new Dictionary<string, string> { [name] = "x" } };

        var error = Assert.Throws<VideoTargetException>(() => new FileOutput(_folder["x.mkv"], options: new FileOutputOptions { Metadata = metadata }));

        Assert.Equal(
            $"{_folder["x.mkv"]} cannot hold the tag \"{name}\": a name has 1 to 64 letters, digits, blanks, dots, dashes and underscores.", error.Message);
    }

    protected override void Release() => _folder.Dispose();

    private async Task Copy(string name, RecordingMetadata metadata, string? clipPath = null)
    {
        using var clip = new PacketClip(clipPath ?? Clips.Short);
        using var output = new FileOutput(_folder[name], options: new FileOutputOptions { Metadata = metadata });
        clip.Attach(output);
        clip.Play();
        await output.Completion;
    }

    private string? Tag(string name, string tag) => Ffmpeg.Probe("-show_entries", "format_tags", "-of", "default=noprint_wrappers=1", _folder[name])
        .Split('\n')
        .Select(line => line.Split('=', 2))
        .FirstOrDefault(pair => pair[0].Equals($"TAG:{tag}", StringComparison.OrdinalIgnoreCase))?[1];
}
