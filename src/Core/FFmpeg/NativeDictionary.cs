using FFmpeg.AutoGen;

namespace GiftGrab;

/// <summary>FFmpeg's dictionaries of options and tags.</summary>
internal static unsafe class NativeDictionary
{
    /// <summary>Makes a dictionary that the caller frees; null for no entries.</summary>
    public static AVDictionary* Create(IReadOnlyDictionary<string, string>? entries)
    {
        AVDictionary* dictionary = null;
        foreach ((string key, string value) in entries ?? new Dictionary<string, string>())
        {
            FFmpegError.Check(ffmpeg.av_dict_set(&dictionary, key, value, 0), nameof(ffmpeg.av_dict_set), key);
        }

        return dictionary;
    }

    public static IReadOnlyDictionary<string, string> Read(AVDictionary* dictionary)
    {
        var entries = new Dictionary<string, string>(StringComparer.Ordinal);
        AVDictionaryEntry* entry = null;
        while ((entry = ffmpeg.av_dict_get(dictionary, string.Empty, entry, ffmpeg.AV_DICT_IGNORE_SUFFIX)) is not null)
        {
            entries[NativeText.Read(entry->key)] = NativeText.Read(entry->value);
        }

        return entries;
    }
}
