namespace GiftGrab;

/// <summary>A source of sound: a microphone, or what accompanies a video source.</summary>
public abstract class AudioSource : MediaSource<AudioFrame>
{
    private readonly KeyValuePair<string, object?> _tag;

    /// <summary>Creates the source.</summary>
    /// <param name="name">Its name in messages, counts and files.</param>
    private protected AudioSource(string name)
        : base(name) => _tag = new KeyValuePair<string, object?>("source", name);

    /// <summary>How its sound is sampled; the same for every block.</summary>
    public abstract AudioFormat Format { get; }

    /// <summary>Delivers a block, which stays the caller's.</summary>
    private protected void Deliver(AudioFrame frame)
    {
        if (GiftGrabMetrics.Captured.Enabled)
        {
            GiftGrabMetrics.Captured.Add(1, _tag);
        }

        Publish(frame);
    }
}
