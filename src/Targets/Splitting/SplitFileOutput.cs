namespace GiftGrab;

/// <summary>Writes the packets of encoders into one file after the other: by time, by size, or on command.</summary>
/// <remarks>
/// <para>Each part begins with a key frame, ordered of the encoder, and plays by itself; its times begin at 0. Together the parts are
/// the recording: every picture, and every packet of sound, is in one of them. The next part is open before the last one is
/// finalised, which happens aside.</para>
/// <para>Attach it to one <see cref="VideoEncoder"/>, and to as many of sound as the container holds.</para>
/// </remarks>
public sealed class SplitFileOutput : PacketOutput
{
    private readonly SplitWriter _writer;

    /// <summary>Creates the first file.</summary>
    /// <param name="names">How the files are called; of a template without <c>{slice}</c> and <c>{index}</c> <c>film_1.mkv</c> and so on.</param>
    /// <param name="split">When the recording goes on in a new file.</param>
    /// <param name="container">Of every part.</param>
    /// <param name="options">How each is written; files of times are numbered as the parts are.</param>
    /// <exception cref="VideoTargetException">The first file cannot be written, or an option is not possible.</exception>
    public SplitFileOutput(FileNameSequence names, SplitOptions split, Container container, FileOutputOptions? options = null)
        : this(names, split, container, options ?? new FileOutputOptions(), file => file)
    {
    }

    /// <summary>Creates the first file.</summary>
    /// <param name="path">A template (see <see cref="FileNameTemplate"/>), or a path, which the parts' numbers are added to.</param>
    /// <param name="split">When the recording goes on in a new file.</param>
    /// <param name="options">How each is written.</param>
    /// <exception cref="FormatException">The template has a field that is not known.</exception>
    /// <exception cref="VideoTargetException">The first file cannot be written, or an option is not possible.</exception>
    public SplitFileOutput(string path, SplitOptions split, FileOutputOptions? options = null)
        : this(NamesOf(path, options), split, Containers.FromPath(path), options)
    {
    }

    /// <summary>Puts something between each part and its file, for tests.</summary>
    internal SplitFileOutput(FileNameSequence names, SplitOptions split, Container container, FileOutputOptions options, Func<Stream, Stream> wrap)
        : this(CreateWriter(names, split, container, options, wrap))
    {
    }

    private SplitFileOutput(SplitWriter writer)
        : base(writer.Name, writer)
    {
        _writer = writer;
        writer.PartFinished += part => PartFinished?.Invoke(this, part);
    }

    /// <summary>Raised when a part is final, or could not be made so; in their order, on no thread of the recording's.</summary>
    public event EventHandler<FilePart>? PartFinished;

    /// <summary>The parts until now, the one in the making last. From any thread.</summary>
    public IReadOnlyList<FilePart> Parts => [.. _writer.Parts.Select(part => part.Describe())];

    /// <summary>Goes on in a new file with the next picture that comes to the encoder. From any thread.</summary>
    /// <returns>The part that begins, as soon as it does.</returns>
    /// <exception cref="VideoTargetException">No key frame comes in time, or the recording has ended.</exception>
    public Task<FilePart> SplitAsync() => _writer.SplitAsync();

    /// <summary>How each part until now is written.</summary>
    internal IEnumerable<FileOutputOptions> PartOptions => _writer.Parts.Select(part => part.Options);

    private static FileNameSequence NamesOf(string path, FileOutputOptions? options) => new(
        FileNameTemplate.Parse(path), string.Empty, options?.Overwrite ?? false, options?.TimeProvider);

    private static SplitWriter CreateWriter(
        FileNameSequence names, SplitOptions split, Container container, FileOutputOptions options, Func<Stream, Stream> wrap)
    {
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(split);
        split.Check();
        (long File, long Packet) overhead = RecordingPlan.OverheadOf(ContainerFormats.Of(container));
        if (split.Size <= overhead.File)
        {
            throw new VideoTargetException(
                $"Parts of {split.Size} bytes are not possible in {Containers.NameOf(container)}, whose index alone may take {overhead.File}; allowed is more than that.");
        }

        // A part is short, and no larger than was asked.
        var parts = new PartNames(names, options with { LeavesRoomForIndex = false });
        return new SplitWriter(split, overhead, () => parts.Create((path, file) => (path, file, FileOutput.CreateWriter(path, container, file, wrap))));
    }
}
