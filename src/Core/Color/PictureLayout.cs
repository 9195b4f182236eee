namespace GiftGrab.Color;

/// <summary>How the samples of a picture lie in memory, for the layouts that <see cref="ColorConverter"/> knows.</summary>
internal enum PictureLayout
{
    /// <summary>Packed blue, green, red, alpha; 4 bytes a pixel.</summary>
    Bgra,

    /// <summary>Packed blue, green, red and a byte without meaning (written as 255); 4 bytes a pixel.</summary>
    Bgr0,

    /// <summary>Packed blue, green, red; 3 bytes a pixel.</summary>
    Bgr24,

    /// <summary>Packed red, green, blue, alpha; 4 bytes a pixel.</summary>
    Rgba,

    /// <summary>Packed red, green, blue; 3 bytes a pixel.</summary>
    Rgb24,

    /// <summary>Packed 4:2:2, U Y V Y; 4 bytes for 2 pixels. A row of odd width ends with a whole group of 4 bytes.</summary>
    Uyvy,

    /// <summary>Planar 4:2:0 with U and V interleaved in the second plane.</summary>
    Nv12,

    /// <summary>Planar 4:2:0 with planes Y, U and V.</summary>
    I420,
}
