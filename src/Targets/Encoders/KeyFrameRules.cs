namespace GiftGrab;

/// <summary>Those who want key frames of an encoder. Each is asked about every picture.</summary>
internal sealed class KeyFrameRules
{
    private readonly Lock _gate = new();
    private IKeyFrameRule[] _rules = [];

    public void Add(IKeyFrameRule rule)
    {
        lock (_gate)
        {
            _rules = [.. _rules, rule];
        }
    }

    public void Remove(IKeyFrameRule rule)
    {
        lock (_gate)
        {
            _rules = Array.FindAll(_rules, other => !ReferenceEquals(other, rule));
        }
    }

    /// <summary>Whether anybody wants the picture of this time, in nanoseconds, and this number to be a key frame.</summary>
    public bool WantKeyFrame(long time, long number)
    {
        bool wanted = false;
        foreach (IKeyFrameRule rule in Volatile.Read(ref _rules))
        {
            wanted |= rule.WantsKeyFrame(time, number);
        }

        return wanted;
    }
}
