namespace GiftGrab;

/// <summary>A file format of single pictures.</summary>
public enum StillFormat
{
    /// <summary>JPEG: small, 8 bits, loses.</summary>
    Jpeg,

    /// <summary>PNG: keeps RGB and gray as they are, at 8 or 16 bits.</summary>
    Png,

    /// <summary>TIFF: as <see cref="Png"/>, larger and quicker to write.</summary>
    Tiff,
}
