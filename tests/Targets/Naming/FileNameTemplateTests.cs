namespace GiftGrab.Tests.Naming;

public sealed class FileNameTemplateTests
{
    private static readonly DateTimeOffset Begin = new(2026, 3, 9, 14, 5, 59, TimeSpan.FromHours(1));

    [Theory]
    [InlineData("rec_{source}_{date}_{time}_{index:04}.mkv", "rec_endoscope_2026-03-09_14-05-59_0007.mkv")]
    [InlineData("{index}.mkv", "7.mkv")]
    [InlineData("s{section:02}_{slice:1}.mkv", "s03_2.mkv")]
    [InlineData("film.mkv", "film_sec3_2.mkv")]
    [InlineData("a.b/film", "a.b/film_sec3_2")]
    [InlineData("film_{section}.mkv", "film_3_2.mkv")]
    [InlineData("film_{slice}.mkv", "film_2_sec3.mkv")]
    [InlineData("film_{date}.tar.mkv", "film_2026-03-09.tar_sec3_2.mkv")]
    [InlineData("{{index}}_{index}.mkv", "{index}_7.mkv")]
    public void Expand_KnownFields_GivesTheName(string template, string expected) =>
        Assert.Equal(expected, FileNameTemplate.Parse(template).Expand(new FileNameValues("endoscope", Begin, Index: 7, Section: 3, Slice: 2)));

    [Fact]
    public void Expand_NeitherSectionNorSlice_AddsNothing() =>
        Assert.Equal("film.mkv", FileNameTemplate.Parse("film.mkv").Expand(new FileNameValues("x", Begin)));

    [Theory]
    [InlineData("rtsp://user:secret@host:554/live?x=1", "rtsp-host-554-live-x=1")]
    [InlineData("../../etc/passwd", "etc-passwd")]
    [InlineData("test:640x480@30", "test-640x480@30")]
    [InlineData("Kamera für Tür 2", "Kamera-für-Tür-2")]
    [InlineData("///", "source")]
    [InlineData("{index}", "index")]
    public void Expand_SourceWithOtherSigns_GivesAUsableName(string source, string expected) =>
        Assert.Equal(expected, FileNameTemplate.Parse("{source}").Expand(new FileNameValues(source, Begin)));

    [Theory]
    [InlineData("rtsp://surgeon:{0}@camera:554/cam")]
    [InlineData("rtmp://surgeon:{0}@host/live/x")]
    [InlineData("http:surgeon:{0}@host/live.ts")]
    [InlineData("srt://surgeon:{0}@host:9000?mode=caller")]
    public void Expand_SourceWithAPassword_ShowsNoneOfItWhateverItsSigns(string form)
    {
        for (char sign = ' '; sign <= '~'; sign++)
        {
            foreach (string password in new[] { $"hun{sign}ter9", $"{sign}hunter9", $"12{sign}hunter9", $"hun{sign} ter9" })
            {
                string name = FileNameTemplate.Parse("{source}_x").Expand(new FileNameValues(form.Replace("{0}", password, StringComparison.Ordinal), Begin));

                Assert.DoesNotContain("hun", name, StringComparison.Ordinal);
                Assert.DoesNotContain("ter9", name, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Expand_LongSource_IsCut() =>
        Assert.Equal(64, FileNameTemplate.Parse("{source}").Expand(new FileNameValues(new string('x', 500), Begin)).Length);

    [Fact]
    public void Parse_UnknownField_ListsWhatIsAllowed()
    {
        var error = Assert.Throws<FormatException>(() => FileNameTemplate.Parse("rec_{foo}.mkv"));

        Assert.Equal($"The file name \"rec_{{foo}}.mkv\" has an unknown field {{foo}}; allowed are {FileNameTemplate.Allowed}.", error.Message);
    }

    [Theory]
    [InlineData("a{index.mkv")]
    [InlineData("a}.mkv")]
    [InlineData("{")]
    public void Parse_LoneBrace_IsRefused(string template) =>
        Assert.Contains("stands alone", Assert.Throws<FormatException>(() => FileNameTemplate.Parse(template)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("{date:04}")]
    [InlineData("{index:0}")]
    [InlineData("{index:10}")]
    [InlineData("{index:x}")]
    [InlineData("{index:}")]
    public void Parse_ImpossibleWidth_IsRefused(string template) =>
        Assert.Contains("1 to 9 digits", Assert.Throws<FormatException>(() => FileNameTemplate.Parse(template)).Message, StringComparison.Ordinal);
}
