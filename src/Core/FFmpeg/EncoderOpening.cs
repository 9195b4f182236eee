using FFmpeg.AutoGen;

namespace GiftGrab;

/// <summary>The last step of opening an encoder, with a sentence where it fails.</summary>
internal static unsafe class EncoderOpening
{
    /// <summary>Opens a codec that is described, and checks that it took every option.</summary>
    /// <param name="context">The description.</param>
    /// <param name="codec">The encoder.</param>
    /// <param name="settings">Options under FFmpeg's names, in order.</param>
    /// <param name="describe">What it would encode, for the message.</param>
    /// <exception cref="VideoTargetException">It refuses, or has no such option.</exception>
    public static void Open(
        AVCodecContext* context, AVCodec* codec, IEnumerable<KeyValuePair<string, string>> settings, Func<string> describe)
    {
        string name = NativeText.Read(codec->name);
        EncoderChatter.Silence(name);
        AVDictionary* options = null;
        try
        {
            foreach ((string key, string value) in settings)
            {
                FFmpegError.Check(ffmpeg.av_dict_set(&options, key, value, 0), nameof(ffmpeg.av_dict_set), key);
            }

            AVDictionary** left = &options;
            int result = FFmpegLog.Listen(() => ThreadScheduling.Keep(() => ffmpeg.avcodec_open2(context, codec, left)), out IReadOnlyList<string> complaints);
            if (result < 0)
            {
                string with = string.Join(" ", settings.Select(option => $"{option.Key}={option.Value}"));
                throw new VideoTargetException(
                    $"The encoder {name} does not open for {describe()}{(with.Length > 0 ? $" with {with}" : string.Empty)}: {Reason(result, complaints)}.");
            }

            IReadOnlyDictionary<string, string> unused = NativeDictionary.Read(options);
            if (unused.Count > 0)
            {
                throw new VideoTargetException(
                    $"option not used by encoder {name}: {string.Join(", ", unused.Select(option => $"{option.Key}={option.Value}"))}; "
                    + $"\"ffmpeg -h encoder={name}\" lists what it has.");
            }
        }
        finally
        {
            ffmpeg.av_dict_free(&options);
        }
    }

    /// <summary>Why an encoder refuses: its own words say more than the number that it returned.</summary>
    public static string Reason(int result, IReadOnlyList<string> complaints) => complaints.Count == 0
        ? FFmpegError.Describe(result)
        : string.Join("; ", complaints.Select(complaint => complaint.TrimEnd('.', ' ')));
}
