namespace GiftGrab;

/// <summary>Makes video sources.</summary>
/// <remarks>Every member may be called from any thread.</remarks>
public static class VideoSourceFactory
{
    private static readonly DeviceRegistry Devices = new(DeviceOpener.Open);

    /// <summary>The source of a frame grabber: always the same one for the same device and colour, until it is freed or has ended.</summary>
    /// <param name="device">The device.</param>
    /// <param name="colour">The pixel format of its frames.</param>
    /// <param name="options">What else is asked of it, where it is not in use yet.</param>
    /// <returns>Not started, unless somebody else has.</returns>
    /// <remarks>With the environment variable <c>GIFTGRAB_SIMULATE_DEVICES=1</c> it is a <see cref="SimulatedCard"/>, and a warning says so.</remarks>
    /// <exception cref="DeviceAlreadyConnectedException">It is in use with another colour.</exception>
    /// <exception cref="DeviceNotFoundException">No such card is in this machine.</exception>
    /// <exception cref="DeviceOfflineException">It is there, and gives nothing.</exception>
    public static LiveSource GetDevice(Device device, PixelFormat colour, SourceOptions? options = null) =>
        Devices.Get(device, colour, options ?? new SourceOptions());

    /// <summary>Stops a device's source and frees the device; one that is not in use is left alone.</summary>
    /// <param name="device">The device.</param>
    public static void FreeDevice(Device device) => Devices.Free(device);

    /// <summary>Opens a file for reading. Dispose the reader.</summary>
    /// <param name="path">A file of any container and codec that FFmpeg reads.</param>
    /// <param name="options">How it is read; <see langword="null"/>: as fast as its observers take it, untouched.</param>
    /// <exception cref="VideoSourceException">The file is missing, unreadable, or no video; the sentence begins
    /// with "not a video:" and the path.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public static FileReader CreateFileReader(string path, FileReaderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        options ??= new FileReaderOptions();
        if (options.DecoderThreads is < 0 or > 64)
        {
            throw new ArgumentOutOfRangeException(
                nameof(options), options.DecoderThreads, $"{options.DecoderThreads} decoder threads are not possible; allowed are 1 to 64, or 0 for as many as fit.");
        }

        return new FileReader(path, options);
    }

    /// <summary>Makes a moving test pattern. Dispose it.</summary>
    /// <param name="options">What it shows; <see langword="null"/>: 1280x720 at 30 frames a second, live, without end.</param>
    /// <exception cref="VideoSourceException">An option is out of its range.</exception>
    public static TestPattern CreateTestPattern(TestPatternOptions? options = null) => new(options ?? new TestPatternOptions());

    /// <summary>Opens still images as a sequence. Dispose it.</summary>
    /// <param name="pattern">A name with <c>%d</c> or <c>%04d</c> for the number, a name with <c>*</c> and <c>?</c>, or a folder.</param>
    /// <param name="frameRate">Images a second.</param>
    /// <param name="options">How it is played; <see langword="null"/>: as fast as it is taken.</param>
    /// <exception cref="VideoSourceException">There are no images, one is missing from the numbering, or the first
    /// cannot be decoded; or the rate is unknown.</exception>
    public static ImageSequence CreateImageSequence(string pattern, FrameRate frameRate, ImageSequenceOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(pattern);
        return frameRate.IsKnown
            ? new ImageSequence(pattern, frameRate, options ?? new ImageSequenceOptions())
            : throw new VideoSourceException($"The images \"{pattern}\" need a frame rate above 0 and at most {FrameRate.Maximum}.");
    }

    /// <summary>Opens a simulated card. Dispose the source.</summary>
    /// <param name="card">The card, which stays in the caller's hands.</param>
    /// <param name="options">What is asked of the source; its clock should be the card's.</param>
    /// <exception cref="VideoSourceException">The card is pulled out, or an option is not possible.</exception>
    public static LiveSource Open(SimulatedCard card, SourceOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(card);
        return new LiveSource(new SimulatedConnector(card), options ?? new SourceOptions { TimeProvider = card.Options.TimeProvider });
    }

    /// <summary>Opens the source that an address names. Dispose it.</summary>
    /// <param name="address">A path, <c>test:1920x1080@30</c>, <c>images:frame_%04d.png@25</c>, <c>sim:1920x1080@30</c>, <c>screen::0+10,20@30</c> or <c>rtsp://camera/stream</c>.</param>
    /// <param name="options">What is asked of the source; <see langword="null"/>: what is usual for its kind.</param>
    /// <exception cref="VideoSourceException">The address is not understood, or the source cannot be opened.</exception>
    public static VideoSource Create(string address, SourceOptions? options = null)
    {
        (string scheme, string target) = SourceAddress.Parse(address);
        options ??= new SourceOptions();
        SourceScheme? known = scheme == SourceAddress.File ? null : SourceSchemes.Find(scheme);
        SourceChecks.Require(Credentials.RedactAddress(address), options, known?.Traits ?? SourceTraits.Decoded);
        if (SimulatedDevices.Kinds.Contains(scheme) && Simulation.IsAskedFor)
        {
            SimulatedCard card = SimulatedDevices.InPlaceOf(scheme, target, options);
            Simulation.Warn(address);
            return Open(card, options);
        }

        if (known is not null)
        {
            return known.Create(target, options);
        }

        if (options.FrameRate is { } rate)
        {
            throw new VideoSourceException($"The frame rate {rate} cannot be asked of {target}: a file has its own; name a pace to deliver faster or slower.");
        }

        return CreateFileReader(target, new FileReaderOptions
        {
            Pace = options.Pace ?? Pace.AsFast,
            Format = options.Format,
            Hardware = options.Hardware,
            DecoderThreads = options.DecoderThreads,
            SharesProcessors = options.SharesProcessors,
            TimeProvider = options.TimeProvider,
            Name = options.Name,
        });
    }
}
