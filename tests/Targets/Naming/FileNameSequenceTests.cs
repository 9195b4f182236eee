namespace GiftGrab.Tests.Naming;

public sealed class FileNameSequenceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void NextSection_TemplateWithoutNumber_IsMadeDistinct() =>
        Assert.Equal(["film_sec1.mkv", "film_sec2.mkv", "film_sec3.mkv"], Take(Sequence("film.mkv"), 3));

    [Fact]
    public void NextSection_TemplateOfEqualNames_IsMadeDistinct()
    {
        FileNameSequence sequence = Sequence("{source}_{date}_{time}.mkv");

        Assert.Equal(1_000, Enumerable.Range(0, 1_000).Select(_ => sequence.NextSection()).Distinct().Count());
    }

    [Fact]
    public void NextSection_FilesExist_GoesOnBehindThem()
    {
        File.WriteAllText(_folder["rec_0001.mkv"], "precious");
        File.WriteAllText(_folder["rec_0002.mkv.json"], "precious");
        Directory.CreateDirectory(_folder["rec_0003.mkv"]);

        Assert.Equal(["rec_0004.mkv", "rec_0005.mkv"], Take(Sequence("rec_{index:04}.mkv"), 2));
    }

    [Fact]
    public void NextSection_Overwrite_ReplacesOthersButNeverItsOwn()
    {
        File.WriteAllText(_folder["rec_1.mkv"], "old");

        Assert.Equal(["rec_1.mkv", "rec_2.mkv"], Take(Sequence("rec_{index}.mkv", overwrite: true), 2));
    }

    [Fact]
    public void NextSection_RecordingAboutToBegin_KeepsItsName()
    {
        using var claim = OutputPath.Claim(_folder["rec_1.mkv"], overwrite: false);

        Assert.Equal(["rec_2.mkv"], Take(Sequence("rec_{index}.mkv"), 1));
    }

    [Fact]
    public void NextFile_WithAndWithoutNumber_IsTheNextFreeNameOrTheOneItSays()
    {
        File.WriteAllText(_folder["rec_1.mkv"], "precious");
        File.WriteAllText(_folder["film.mkv"], "precious");

        Assert.Equal(_folder["rec_2.mkv"], Sequence("rec_{index}.mkv").NextFile());
        Assert.Equal(_folder["film.mkv"], Sequence("film.mkv").NextFile());
    }

    [Fact]
    public void NextSlice_WithinSections_CountsFromOneInEach()
    {
        FileNameSequence sequence = Sequence("film.mkv");

        string[] names = [sequence.NextSlice(), sequence.NextSlice(), sequence.NextSection(), sequence.NextSlice(), sequence.NextSection(), sequence.NextSlice()];

        Assert.Equal(
            ["film_1.mkv", "film_2.mkv", "film_sec1.mkv", "film_sec1_1.mkv", "film_sec2.mkv", "film_sec2_1.mkv"],
            names.Select(Path.GetFileName));
    }

    [Fact]
    public void Create_SomebodyTakesTheName_GoesOnToTheNextFreeOne()
    {
        FileNameSequence sequence = Sequence("rec_{index}.mkv");
        string name = sequence.Create(sequence.NextFile, path =>
        {
            if (path == _folder["rec_1.mkv"])
            {
                File.WriteAllText(path, "precious");
                File.WriteAllText(_folder["rec_2.mkv"], "precious");
            }

            OutputPath.Claim(path, overwrite: false).Dispose();
        });

        Assert.Equal(_folder["rec_3.mkv"], name);
    }

    [Fact]
    public void Create_AnotherFileIsTaken_IsRefused()
    {
        FileNameSequence sequence = Sequence("rec_{index}.mkv");
        File.WriteAllText(_folder["times.txt"], "precious");

        Assert.Throws<VideoTargetException>(() => sequence.Create(sequence.NextFile, path => OutputPath.Claim(_folder["times.txt"], overwrite: false)));
    }

    [Fact]
    public void Create_NameWithoutANumberIsTaken_IsRefused()
    {
        FileNameSequence sequence = Sequence("rec.mkv");
        File.WriteAllText(_folder["rec.mkv"], "precious");

        Assert.Throws<VideoTargetException>(() => sequence.Create(sequence.NextFile, path => OutputPath.Claim(path, overwrite: false)));
    }

    public void Dispose() => _folder.Dispose();

    private static IEnumerable<string?> Take(FileNameSequence sequence, int count) =>
        Enumerable.Range(0, count).Select(_ => Path.GetFileName(sequence.NextSection())).ToArray();

    private FileNameSequence Sequence(string name, bool overwrite = false) =>
        new(FileNameTemplate.Parse(_folder[name]), "camera", overwrite, new FakeTimeProvider());
}
