using System.Runtime.InteropServices;

namespace GiftGrab;

/// <summary>The devices that ALSA's configuration names, as its library tells them.</summary>
/// <remarks>FFmpeg's own list of them ends the process where one has no description, as those of a user's <c>.asoundrc</c> have none.</remarks>
internal static unsafe partial class AlsaDevices
{
    private const string Library = "libasound.so.2";
    private const int AllCards = -1;

    /// <summary>Lists those that record.</summary>
    /// <returns>None where ALSA's library is missing.</returns>
    public static IReadOnlyList<ListedDevice> Read()
    {
        AlsaLog.TakeOver();
        try
        {
            return ReadHints();
        }
        catch (Exception missing) when (missing is DllNotFoundException or EntryPointNotFoundException)
        {
            return [];
        }
    }

    private static List<ListedDevice> ReadHints()
    {
        var devices = new List<ListedDevice>();
        if (GetHints(AllCards, "pcm", out void** hints) < 0)
        {
            return devices;
        }

        try
        {
            for (void** hint = hints; *hint is not null; hint++)
            {
                // What both plays and records says nothing of its direction.
                if (Text(*hint, "NAME") is { } name && Text(*hint, "IOID") is null or "Input")
                {
                    string description = Text(*hint, "DESC")?.Split('\n')[0] ?? string.Empty;
                    devices.Add(new ListedDevice(name, description.Length > 0 ? description : name, name == "default"));
                }
            }
        }
        finally
        {
            _ = FreeHints(hints);
        }

        return devices;
    }

    private static string? Text(void* hint, string key)
    {
        byte* text = GetHint(hint, key);
        try
        {
            return text is null ? null : NativeText.Read(text);
        }
        finally
        {
            NativeMemory.Free(text);
        }
    }

    [LibraryImport(Library, EntryPoint = "snd_device_name_hint", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int GetHints(int card, string kind, out void** hints);

    [LibraryImport(Library, EntryPoint = "snd_device_name_get_hint", StringMarshalling = StringMarshalling.Utf8)]
    private static partial byte* GetHint(void* hint, string key);

    [LibraryImport(Library, EntryPoint = "snd_device_name_free_hint")]
    private static partial int FreeHints(void** hints);
}
