using System.Text.Json;

namespace GiftGrab.Tests;

public sealed class DevicesCommandTests
{
    [Fact]
    public void Devices_ForPeople_NamesEveryKind()
    {
        CommandResult result = Giftgrab.Run("devices");

        Assert.Equal(0, result.ExitCode);
        Assert.All(
            (string[])["Video4Linux", "X11", "cuda", "vaapi", "qsv"],
            kind => Assert.Contains(kind, result.Output, StringComparison.Ordinal));
    }

    [Fact]
    public void Devices_AsJson_TellsForEachHardwareWhetherItWorksOrWhyNot()
    {
        JsonElement hardware = Giftgrab.Run("devices", "--json").Json.GetProperty("hardware");

        Assert.Equal(["cuda", "vaapi", "qsv"], hardware.EnumerateArray().Select(device => device.GetProperty("name").GetString()));
        Assert.All(hardware.EnumerateArray(), device => Assert.Equal(
            device.GetProperty("works").GetBoolean(), device.GetProperty("reason").ValueKind == JsonValueKind.Null));
    }
}
