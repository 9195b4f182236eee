namespace GiftGrab;

/// <summary>The outputs that leave an encoder of pictures once they have every picture that came before they were asked to.</summary>
/// <remarks>Any thread asks; the encoder's thread tells what goes in and what comes out.</remarks>
internal sealed class LeavingOutputs
{
    private readonly Lock _gate = new();
    private readonly List<LeavingOutput> _outputs = [];
    private bool _isEncoding;
    private bool _isKeyFrameWanted;
    private long _frames;
    private int _held;
    private long _newest;
    private long _end;

    /// <summary>Has an output leave, now where the encoder holds nothing for it. Returns at once.</summary>
    /// <param name="output">Its attachment to the encoder.</param>
    /// <param name="frames">The frames that it shall have of all that come to the encoder; at least those that came.</param>
    /// <param name="ending">Is told, as soon as that is known, when the last of them ends, in nanoseconds; shall return at once.</param>
    public void Add(IAttachment output, long frames, Action<long> ending)
    {
        lock (_gate)
        {
            _outputs.Add(new LeavingOutput(output, Math.Max(frames, _isEncoding ? _frames + 1 : _frames), ending));
            if (!_isEncoding)
            {
                Settle();
            }
        }
    }

    /// <summary>A frame goes in.</summary>
    /// <returns>Whether it shall be a key frame: no picture before it then needs a later one to be decoded, and none of those comes
    /// out among them.</returns>
    public bool Begin()
    {
        lock (_gate)
        {
            _isEncoding = true;
            bool isKeyFrameWanted = _isKeyFrameWanted;
            _isKeyFrameWanted = false;
            return isKeyFrameWanted;
        }
    }

    /// <summary>A frame went in, and what was ready came out.</summary>
    /// <param name="held">Pictures that have not come out yet.</param>
    /// <param name="newest">When the newest one is shown, as packets count.</param>
    /// <param name="end">When its frame ends, in nanoseconds.</param>
    public void Rest(int held, long newest, long end)
    {
        lock (_gate)
        {
            _isEncoding = false;
            _frames++;
            (_held, _newest, _end) = (held, newest, end);
            Settle();
        }
    }

    /// <summary>A packet came out and was given to every output.</summary>
    /// <param name="time">When it is shown, as packets count.</param>
    /// <param name="decodeTime">When it is decoded; nothing that comes later is shown before that.</param>
    public void Given(long time, long decodeTime)
    {
        lock (_gate)
        {
            foreach (LeavingOutput output in _outputs)
            {
                output.Take(time, decodeTime);
            }

            _outputs.RemoveAll(output => output.HasLeft);
        }
    }

    private void Settle()
    {
        foreach (LeavingOutput output in _outputs)
        {
            if (!output.IsEnding && output.Frames <= _frames)
            {
                output.End(_held, _newest, _end);
                _isKeyFrameWanted |= !output.HasLeft;
            }
        }

        _outputs.RemoveAll(output => output.HasLeft);
    }

    private sealed class LeavingOutput(IAttachment output, long frames, Action<long> ending)
    {
        private int _missing;
        private long _last;

        public long Frames => frames;

        /// <summary>Whether its last frame went in.</summary>
        public bool IsEnding { get; private set; }

        public bool HasLeft { get; private set; }

        public void End(int held, long last, long end)
        {
            IsEnding = true;
            _missing = held;
            _last = last;
            ending(end);
            LeaveWhere(held == 0);
        }

        public void Take(long time, long decodeTime)
        {
            if (IsEnding)
            {
                _missing -= time <= _last ? 1 : 0;
                LeaveWhere(_missing == 0 || decodeTime > _last);
            }
        }

        private void LeaveWhere(bool hasAll)
        {
            if (hasAll)
            {
                HasLeft = true;
                _ = output.DetachAsync();
            }
        }
    }
}
