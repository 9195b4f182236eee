using FFmpeg.AutoGen;

namespace GiftGrab;

/// <summary>A device as FFmpeg lists it.</summary>
/// <param name="Name">What it is opened by.</param>
/// <param name="Description">What people call it.</param>
/// <param name="IsDefault">Whether it is the one that is taken where none is named.</param>
internal readonly record struct ListedDevice(string Name, string Description, bool IsDefault);

/// <summary>The devices that FFmpeg captures from.</summary>
internal static unsafe class DeviceList
{
    /// <summary>Lists the devices of a kind.</summary>
    /// <param name="inputFormat">FFmpeg's name of the kind, such as <c>pulse</c>.</param>
    /// <param name="settings">Options of that kind, by FFmpeg's names.</param>
    /// <exception cref="FFmpegException">They cannot be listed: this FFmpeg has none of that kind, or no server answers.</exception>
    public static IReadOnlyList<ListedDevice> Read(string inputFormat, IReadOnlyDictionary<string, string>? settings = null)
    {
        FFmpegLibraries.EnsureLoaded();
        AlsaLog.TakeOver();
        ffmpeg.avdevice_register_all();
        AVInputFormat* format = ffmpeg.av_find_input_format(inputFormat);
        if (format is null)
        {
            return [];
        }

        AVDictionary* options = NativeDictionary.Create(settings);
        AVDeviceInfoList* list = null;
        try
        {
            FFmpegError.Check(
                ffmpeg.avdevice_list_input_sources(format, null!, options, &list),
                nameof(ffmpeg.avdevice_list_input_sources),
                $"The list of {inputFormat} devices");
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
