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

    [Fact]
    public void Devices_OfAlsaWithoutADescription_AreListedByTheirNames()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["asound.conf"], """
            defaults.namehint.showall on
            pcm.room { type null }
            pcm.desk { type null hint { show on description "USB Microphone
            Direct hardware device" } }
            """);

        CommandResult result = Giftgrab.RunWith("ALSA_CONFIG_PATH", folder["asound.conf"], "devices", "--json");

        Assert.True(result.ExitCode == 0, result.Errors);
        Assert.Equal(
            [("alsa:desk", "USB Microphone"), ("alsa:room", "room")],
            result.Json.GetProperty("sounds").EnumerateArray()
                .Select(sound => (Address: sound.GetProperty("address").GetString(), Description: sound.GetProperty("description").GetString()))
                .Where(sound => sound.Address!.StartsWith("alsa:", StringComparison.Ordinal)).Order());
    }
}
