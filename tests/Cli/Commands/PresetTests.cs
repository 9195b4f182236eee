using System.Text.Json;

namespace GiftGrab.Tests;

public sealed class PresetTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public PresetTests() => File.WriteAllText(Config, $$"""
        {
          // Of this room.
          "presets": {
            "theatre": {
              "description": "the camera of theatre 2",
              "source": "sim:640x480@25",
              "outputs": ["{{_folder["film.mkv"]}}", "{{_folder["small.mp4"]}}"],
              "options": { "frames": 5, "codec": ["ffv1", "h264"], "sidecar": true, "overwrite": false }
            },
            "bare": { "source": "test:", "outputs": [] }
          },
          "sources": {
            "test:": { "source-size": "320x180", "fps": 10 },
            "sim:640x480@25": { "frames": 99, "source-format": "gray8" }
          }
        }
        """);

    private string Config => _folder["config.json"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Record_OneWord_RecordsAsThePresetSays()
    {
        CommandResult result = Giftgrab.Run("record", "theatre", "--config", Config);

        Assert.True(result.ExitCode == 0, result.Errors);
        Assert.Equal(5, Ffmpeg.CountFrames(_folder["film.mkv"]));
        Assert.Equal(["ffv1", "gray"], Ffmpeg.ProbeVideo(_folder["film.mkv"], "codec_name", "pix_fmt"));
        Assert.Equal(["h264"], Ffmpeg.ProbeVideo(_folder["small.mp4"], "codec_name"));
        Assert.True(File.Exists(_folder["film.mkv.json"]));
    }

    [Fact]
    public void Record_OptionsAndOutputOfTheUser_OverrideThePreset()
    {
        CommandResult result = Giftgrab.Run("record", "theatre", _folder["mine.mkv"], "--frames", "3", "--codec", "ffv1", "--config", Config);

        Assert.True(result.ExitCode == 0, result.Errors);
        Assert.Equal(3, Ffmpeg.CountFrames(_folder["mine.mkv"]));
        Assert.False(File.Exists(_folder["film.mkv"]));
    }

    [Fact]
    public void Record_OptionsThatExcludeEachOther_TheUsersHold()
    {
        File.WriteAllText(Config, $$"""
            {
              "presets": { "p": { "source": "test:96x64", "outputs": ["{{_folder["x.mp4"]}}"], "options": { "quality": 20, "until": "00:09", "pace": "off" } } },
              "sources": { "test:96x64": { "qp": 30 } }
            }
            """);

        CommandResult result = Giftgrab.Run("record", "p", "--bitrate", "200k", "-t", "1s", "--json", "--config", Config);

        Assert.True(result.ExitCode == 0, result.Errors);
        Assert.Contains("\"rateControl\":\"bitrate 200000\"", result.Output, StringComparison.Ordinal);
        Assert.Equal(30, Ffmpeg.CountFrames(_folder["x.mp4"]));
    }

    [Theory]
    [InlineData("--manifest")]
    [InlineData("--pts")]
    public void Record_OntoItsFileOfPresets_IsRefused(string option)
    {
        string presets = File.ReadAllText(Config);

        Giftgrab.Run("record", "test:", _folder["x.mkv"], "--frames", "2", "--config", Config, "-y", option, Config)
            .IsRefused(2, $"{Config} cannot be written: it is read here; choose another name");

        Assert.Equal(presets, File.ReadAllText(Config));
        Assert.False(File.Exists(_folder["x.mkv"]));
    }

    [Fact]
    public void Record_SourceWithDefaults_TakesThem()
    {
        Assert.Equal(0, Giftgrab.Run("record", "test:", _folder["x.mkv"], "--frames", "2", "--config", Config).ExitCode);

        Assert.Equal(["320", "180", "10/1"], Ffmpeg.ProbeVideo(_folder["x.mkv"], "width", "height", "r_frame_rate"));
    }

    [Fact]
    public void Presets_Json_TellsTheCommandLineOfEach()
    {
        JsonElement presets = Giftgrab.Run("presets", "--config", Config, "--json").Json.GetProperty("presets");

        Assert.Equal(["theatre", "bare"], presets.EnumerateArray().Select(preset => preset.GetProperty("name").GetString()));
        Assert.Equal(
            ["record", "sim:640x480@25", _folder["film.mkv"], _folder["small.mp4"], "--frames=5", "--codec=ffv1", "--codec=h264", "--sidecar", "--source-format=gray8"],
            presets[0].GetProperty("arguments").EnumerateArray().Select(argument => argument.GetString()));
    }

    [Fact]
    public void Presets_OneIsUnusable_TheOthersAreListed()
    {
        File.WriteAllText(Config, """{ "presets": { "bad": { "source": "test:" }, "good": { "source": "test:", "outputs": ["x.mp4"] } } }""");

        CommandResult result = Giftgrab.RunHere("presets", "--config", Config);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("good", result.Output, StringComparison.Ordinal);
        Assert.Contains("the preset bad needs", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Presets_AllAreUnusable_DoesNotSayThatThereAreNone()
    {
        File.WriteAllText(Config, """{ "presets": { "bad": { "source": "test:" } } }""");

        Giftgrab.RunHere("presets", "--config", Config).IsRefused(2, "the preset bad needs");
    }

    [Fact]
    public void Presets_OfADeviceWithoutAnEnd_IsRefused() =>
        Giftgrab.RunHere("presets", "--config", "/dev/zero").IsRefused(2, "/dev/zero is no file of presets: it is larger than 1 MB");

    [Fact]
    public void Presets_OfAFolder_NamesIt() =>
        Giftgrab.RunHere("presets", "--config", _folder.Path).IsRefused(2, $"{_folder.Path} is a folder");

    [Fact]
    public void Record_WordThatIsNoPreset_ListsThoseThereAre() =>
        Giftgrab.RunHere("record", "theater", "--config", Config).IsRefused(2, "theatre, bare", "theater.mp4");

    [Fact]
    public void Record_PresetWithoutOutput_AsksForOne() =>
        Giftgrab.RunHere("record", "bare", "--config", Config).IsRefused(2, "bare", "OUTPUT");

    [Fact]
    public void Record_MissingFile_IsRefused() =>
        Giftgrab.RunHere("record", "x.mp4", "--config", _folder["no.json"]).IsRefused(2, "no.json");

    [Theory]
    [InlineData("""{ "presets": { "a": { "source": "test:", "outputs": ["x.mp4"], "options": { "codex": 1 } } } }""", "\"codex\"")]
    [InlineData("""{ "presets": { "a": { "source": "test:", "outputs": ["x.mp4"], "options": { "sidecar": "yes" } } } }""", "allowed are true and false")]
    [InlineData("""{ "presets": { "a": { "source": "test:", "outputs": ["x.mp4"], "options": { "frames": [1, 2] } } } }""", "--frames")]
    [InlineData("""{ "presets": { "a": { "source": "test:", "outputs": ["x.mp4"], "options": { "frames": 0 } } } }""", "number of frames")]
    [InlineData("""{ "presets": { "a": { "outputs": ["x.mp4"] } } }""", "source")]
    [InlineData("""{ "preset": { } }""", "preset")]
    [InlineData("{ \n \"presets\": ,", "line 2")]
    [InlineData("[]", "braces")]
    [InlineData("""{ "presets": [] }""", "\"presets\" must be an object")]
    [InlineData("""{ "presets": { "a": { "source": "test:", "outputs": "x.mp4" } } }""", "list of files")]
    [InlineData("""{ "presets": { "a": { "source": "test:", "outputs": [], "quality": 20 } } }""", "allowed are source, outputs, options, description")]
    [InlineData("""{ "presets": { "b": { "source": "test:", "outputs": [] } } }""", "no preset of")]
    public void Record_MistakeInTheFile_IsNamed(string json, string says)
    {
        File.WriteAllText(Config, json);

        Giftgrab.RunHere("record", "a", "--config", Config).IsRefused(2, says);
    }
}
