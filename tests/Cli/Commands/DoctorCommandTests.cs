using System.Text.Json;

namespace GiftGrab.Tests;

public sealed class DoctorCommandTests
{
    [Fact]
    public void Doctor_OnAMachineThatCanRecord_SucceedsAndTellsWhatIsAbsent()
    {
        CommandResult result = Giftgrab.Run("doctor");

        Assert.Equal(0, result.ExitCode);
        Assert.Empty(result.Errors);
        Assert.All(
            (string[])["libavcodec.so.59", "encoding h264", "encoding hevc", "hardware vaapi", "X11", "pulse", "V4L2", "free space"],
            check => Assert.Contains(check, result.Output, StringComparison.Ordinal));
    }

    [Fact]
    public void Doctor_WhereNothingCanBeWritten_FailsAndNamesTheFolder()
    {
        // The kernel's own file system has no free space.
        CommandResult result = Giftgrab.RunIn("/proc", "doctor", "--json");

        Assert.Equal(1, result.ExitCode);
        Assert.False(result.Json.GetProperty("ok").GetBoolean());
        JsonElement missing = Assert.Single(
            result.Json.GetProperty("checks").EnumerateArray(),
            check => check.GetProperty("required").GetBoolean() && !check.GetProperty("ok").GetBoolean());
        Assert.Equal("free space", missing.GetProperty("name").GetString());
        Assert.Contains("/proc", missing.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }
}
