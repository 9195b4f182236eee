namespace GiftGrab;

/// <summary>A source of sound: a microphone, or what accompanies a video source.</summary>
public abstract class AudioSource : MediaSource<AudioFrame>
{
    /// <summary>Creates the source.</summary>
    /// <param name="name">Its name in messages, counts and files.</param>
    private protected AudioSource(string name)
        : base(name)
    {
    }

    /// <summary>How its sound is sampled; the same for every block.</summary>
    public abstract AudioFormat Format { get; }
}
