using FFmpeg.AutoGen;

namespace GiftGrab;

/// <summary>A device as FFmpeg or ALSA lists it.</summary>
/// <param name="Name">What it is opened by.</param>
/// <param name="Description">What people call it.</param>
/// <param name="IsDefault">Whether it is the one that is taken where none is named.</param>
internal readonly record struct ListedDevice(string Name, string Description, bool IsDefault);

/// <summary>The devices that FFmpeg captures from.</summary>
internal static unsafe class DeviceList
{
    private const string Pulse = "pulse";

    /// <summary>Lists the sources of a PulseAudio server. Those of ALSA are in <see cref="AlsaDevices"/>.</summary>
    /// <param name="server">The server; <see langword="null"/>: the user's own.</param>
    /// <returns>None where this FFmpeg has no such devices.</returns>
    /// <exception cref="FFmpegException">No server answers.</exception>
    public static IReadOnlyList<ListedDevice> OfPulse(string? server)
    {
        FFmpegLibraries.EnsureLoaded();
        ffmpeg.avdevice_register_all();
        AVInputFormat* format = ffmpeg.av_find_input_format(Pulse);
        if (format is null)
        {
            return [];
        }

        AVDictionary* options = NativeDictionary.Create(server is null ? null : new Dictionary<string, string> { ["server"] = server });
        AVDeviceInfoList* list = null;
        try
        {
            FFmpegError.Check(
                ffmpeg.avdevice_list_input_sources(format, null!, options, &list),
                nameof(ffmpeg.avdevice_list_input_sources),
                $"The list of {Pulse} devices");
            var devices = new ListedDevice[list->nb_devices];
            for (int i = 0; i < devices.Length; i++)
            {
                AVDeviceInfo* device = list->devices[i];
                devices[i] = new ListedDevice(
                    NativeText.Read(device->device_name), NativeText.Read(device->device_description), i == list->default_device);
            }

            return devices;
        }
        finally
        {
            ffmpeg.avdevice_free_list_devices(&list);
            ffmpeg.av_dict_free(&options);
        }
    }
}
